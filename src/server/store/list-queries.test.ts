import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { createIngestOf } from '#server/ingest/create.ts';
import { after, entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { noon } from '#server/testing/noon.ts';
import { makeDirectory } from '#server/testing/test-app.ts';
import { listQueries } from './list-queries.ts';
import type { ListAsk } from './lists.ts';
import { openStore } from './open.ts';
import type { Database } from './schema.ts';

type Field = 'no' | 'process' | 'cardId';
type EntryField = 'no' | 'at' | 'message' | 'level' | 'activityTitle';

/** Letters that JavaScript orders by one rule and the database by another. */
const messages = ['Ёлка', 'елка 2', 'A', 'a', '\uFF5E', '😀', '', null, 'готово 10%'];

async function fill() {
  const directory = makeDirectory();
  const store = await openStore(directory, { purpose: 'journal' });
  const ingest = createIngestOf({ store, secret: Buffer.alloc(32), onChange: () => undefined, now: () => noon });
  const { portalNo } = await store.portals.put('main', {});
  const events = Array.from({ length: 80 }, (_, n) => [
    processEvent(`p${n}`, n, { card: { type: 'deal', id: String(n % 5) }, startedAt: after(n % 4) }),
    ...(n % 3 === 0 ? [faultEvent(`p${n}`, n)] : []),
  ]).flat();
  const journal = Array.from({ length: 150 }, (_, n) => {
    const message = messages[(n * 7) % messages.length];
    const title = n % 11 === 0 ? null : `робот ${n % 5}`;
    // Many of one moment: parts end between entries that only their number tells apart.
    return entryEvent('journal', Math.floor(n / 20), { message, activity: { name: 'A', title, code: null } });
  });
  await ingest.take(
    portalNo,
    'test',
    [processEvent('journal'), ...journal].map((value) => ({ value })),
  );
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
  const processNo = (await store.processes.find(portalNo, 'journal'))?.processNo ?? 0;
  return {
    store,
    portalNo,
    processNo,
    small: listQueries(database, connection, { numbersAtOnce: 7, entriesAtOnce: 7 }),
  };
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

const entryFields = ['no', 'at', 'message', 'level', 'activityTitle'] as const;
const entryCondition = fc.oneof(
  fc.record({
    field: fc.constant('message'),
    operator: fc.constant('contains'),
    values: fc.tuple(fc.constantFrom('Е', 'ё', 'a', '😀', '1', 'нет такого', '')),
  }),
  fc.record({ field: fc.constant('message'), operator: fc.constant('is'), values: fc.tuple(fc.constant(null)) }),
  fc.record({
    field: fc.constant('at'),
    operator: comparison,
    values: fc.tuple(fc.integer({ min: -1, max: 8 }).map((seconds) => noon + seconds * 1000)),
  }),
  fc.record({ field: fc.constant('no'), operator: comparison, values: fc.tuple(number) }),
);
const entryAsk = fc.record({
  fields: fc.constant(['no', 'message']),
  where: fc.array(entryCondition, { maxLength: 2 }),
  order: fc.uniqueArray(fc.record({ field: fc.constantFrom(...entryFields), descending: fc.boolean() }), {
    maxLength: 3,
    selector: ({ field }) => field,
  }),
  skip: fc.integer({ min: 0, max: 170 }),
  limit: fc.integer({ min: 1, max: 20 }),
  countTo: fc.integer({ min: 0, max: 200 }),
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

it('reads a journal in parts as it reads it at once', async () => {
  const { store, portalNo, processNo, small } = await fill();
  await fc.assert(
    fc.asyncProperty(entryAsk, async (asked) => {
      const one = asked as unknown as ListAsk<EntryField>;
      const atOnce = await store.lists.entries(portalNo, processNo, one);
      expect(await small.entries(portalNo, processNo, one)).toEqual(atOnce);
    }),
    { numRuns: 300 },
  );
}, 60_000);

it('gives the others their turn between two parts, and reads no further than the page needs', async () => {
  const { portalNo, processNo, small } = await fill();
  const turnsDuring = async (ask: Partial<ListAsk<EntryField>>) => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    const whole = { fields: ['no'], where: [], order: [], skip: 0, limit: 10, countTo: 0, ...ask } as const;
    await small.entries(portalNo, processNo, whole).finally(() => (isOver = true));
    return turns;
  };
  const contains = [{ field: 'message', operator: 'contains', values: ['нет такого'] }] as const;
  expect(await turnsDuring({ where: contains })).toBeGreaterThanOrEqual(Math.floor(150 / 7));
  for (const descending of [false, true]) {
    expect(await turnsDuring({ order: [{ field: 'at', descending }] })).toBeLessThan(10);
  }
});
