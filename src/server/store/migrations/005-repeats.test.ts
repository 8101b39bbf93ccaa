import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { sqlite } from '#server/store/dialect.ts';
import type { Database } from '#server/store/schema.ts';
import { up as applications } from './002-applications.ts';
import { up as repeats } from './005-repeats.ts';

it('what was counted before writers were noted is kept, as nobody’s', async () => {
  const connection = new BetterSqlite3(':memory:');
  const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) });
  onTestFinished(async () => await database.destroy());
  await applications(database, sqlite);
  connection.exec(`insert into silent_write (portal_no, reason, day, writes) values (1, 'timed_out', 20000, 3)`);
  connection.exec(`insert into given_answer (portal_no, request, answer, given_at) values (1, 'r', 'true', 5)`);
  await repeats(database);
  expect(await database.selectFrom('silent_write').selectAll().execute()).toEqual([
    { portal_no: 1, day: 20_000, reason: 'timed_out', writer: '', writes: 3 },
  ]);
  expect(await database.selectFrom('given_answer').selectAll().execute()).toEqual([
    { portal_no: 1, request: 'r', answer: 'true', given_at: 5, content: '' },
  ]);
});
