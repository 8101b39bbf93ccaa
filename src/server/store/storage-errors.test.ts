import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { makeDirectory } from '#server/testing/test-app.ts';
import { applicationQueries } from './application-queries.ts';
import { sqlite } from './dialect.ts';
import { StorageFailed, StorageFull } from './journal-store.ts';
import { migrate } from './migrations/index.ts';
import type { Database } from './schema.ts';
import { storageError, withStorageErrors } from './storage-errors.ts';

async function openQueries() {
  const connection = new BetterSqlite3(join(makeDirectory(), 'journal.db'));
  const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) });
  onTestFinished(async () => await database.destroy());
  await migrate(database, sqlite);
  return { connection, queries: withStorageErrors(applicationQueries(database)) };
}

it('a file that may grow no further is told as a full disk by every query that writes; reading goes on', async () => {
  const { connection, queries } = await openQueries();
  const text = 'x'.repeat(100_000);
  await queries.keepAnswer(1, { request: 'r0', content: 'c', answer: '"kept"' }, 1);
  connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true })) + 1}`);
  const application = { portalNo: 1, secretHash: '', user: '1', scopes: [], createdAt: 1 };
  const activity = { clientId: 'a', code: 'c', isRobot: true, handler: '', createdAt: 1, updatedAt: 1, wroteAt: null };
  const step = { processNo: 1, activity: { name: text, title: null, code: null }, useSubscription: true };
  const open = { createdAt: 1, expiresAt: null, closedAt: null, closedBy: null, answer: null };
  for (const [name, write] of Object.entries({
    keepAnswer: () => queries.keepAnswer(1, { request: 'r', content: 'c', answer: text }, 1),
    add: () => queries.add({ ...application, clientId: 'a', title: text }),
    addToken: () => queries.addToken(text, 'a', 'access', 1),
    addActivity: () => queries.addActivity(1, { ...activity, fields: text }),
    addStep: () => queries.addStep(1, { ...step, ...open, event: 'e' }),
    countSilent: () => queries.countSilent(1, 'timed_out', text, 1),
  })) {
    await expect(write(), name).rejects.toThrow(StorageFull);
  }
  expect(await queries.givenAnswer(1, 'r0', 1)).toEqual({ content: 'c', answer: '"kept"' });
});

it('a file that cannot be written is told as a failing store, and a defect of ours as it is', async () => {
  const { connection, queries } = await openQueries();
  connection.pragma('query_only = 1');
  await expect(queries.keepAnswer(1, { request: 'r', content: 'c', answer: '1' }, 1)).rejects.toThrow(StorageFailed);
  connection.pragma('query_only = 0');
  connection.exec('drop table given_answer');
  await expect(queries.givenAnswer(1, 'r', 1)).rejects.toThrow('no such table');
  const error = new Error('anything');
  expect(storageError(error)).toBe(error);
});
