import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { createIngestOf } from '#server/ingest/create.ts';
import { after, faultEvent, processEvent } from '#server/testing/events.ts';
import { noon } from '#server/testing/noon.ts';
import { makeDirectory } from '#server/testing/test-app.ts';
import { listQueries } from './list-queries.ts';
import type { ListAsk } from './lists.ts';
import { openStore } from './open.ts';
import type { Database } from './schema.ts';

type Field = 'no' | 'process' | 'cardId';

async function fill() {
  const directory = makeDirectory();
  const store = await openStore(directory, { purpose: 'journal' });
  const ingest = createIngestOf({ store, secret: Buffer.alloc(32), onChange: () => undefined, now: () => noon });
  const { portalNo } = await store.portals.put('main', {});
  const events = Array.from({ length: 80 }, (_, n) => [
    processEvent(`p${n}`, n, { card: { type: 'deal', id: String(n % 5) }, startedAt: after(n % 4) }),
    ...(n % 3 === 0 ? [faultEvent(`p${n}`, n)] : []),
  ]).flat();
  await ingest.take(
    portalNo,
    'test',
    events.map((value) => ({ value })),
  );
  const connection = new BetterSqlite3(join(directory, 'journal.db'));
  const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) });
  onTestFinished(async () => {
    await database.destroy();
    await store.close();
  });
  return { store, portalNo, small: listQueries(database, connection, 7) };
}

const number = fc.integer({ min: -5, max: 300 });
const comparison = fc.constantFrom('less', 'at_most', 'more', 'at_least');
const condition = fc.oneof(
  fc.record({ field: fc.constant('no'), operator: comparison, values: fc.tuple(number) }),
  fc.record({
    field: fc.constant('no'),
    operator: fc.constantFrom('is', 'is_not'),
    values: fc.array(number, { maxLength: 3 }),
  }),
  fc.record({
    field: fc.constant('cardId'),
    operator: fc.constantFrom('is', 'is_not'),
    values: fc.tuple(fc.constantFrom('1', '2', 'deal')),
  }),
);
const ask = fc.record({
  fields: fc.constant(['no', 'process']),
  where: fc.array(condition, { maxLength: 3 }),
  order: fc.oneof(
    fc.constant([]),
    fc.tuple(fc.record({ field: fc.constantFrom('no', 'process'), descending: fc.boolean() })),
  ),
  skip: fc.integer({ min: 0, max: 90 }),
  limit: fc.integer({ min: 1, max: 20 }),
  countTo: fc.integer({ min: 0, max: 50 }),
});

it('reads a list in parts as it reads it at once', async () => {
  const { store, portalNo, small } = await fill();
  await fc.assert(
    fc.asyncProperty(ask, async (asked) => {
      const one = asked as unknown as ListAsk<Field>;
      expect(await small.processes(portalNo, one, noon)).toEqual(await store.lists.processes(portalNo, one, noon));
      expect(await small.running(portalNo, one, noon)).toEqual(await store.lists.running(portalNo, one, noon));
      expect(await small.failures(portalNo, one)).toEqual(await store.lists.failures(portalNo, one));
    }),
    { numRuns: 100 },
  );
}, 60_000);
