import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { after, entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { type MethodCalls, openMethods } from '#server/testing/method-calls.ts';
import type { ListedRow, ProcessListField } from '#server/store/journal-store.ts';
import { RestError } from './errors.ts';
import { processList } from './journal-list-fields.ts';
import { pageOf } from './list-in-memory.ts';
import { askOf, readListCall } from './list-query.ts';
import { parametersOf } from './parameters.ts';

const processes = 130;
let rest: MethodCalls;

beforeAll(async () => {
  rest = await openMethods();
  const states = ['running', 'waiting', 'completed', 'failed'];
  await rest.take(
    Array.from({ length: processes }, (_, n) =>
      processEvent(`p${n}`, n % 7, {
        card: { type: n % 3 === 0 ? 'lead' : 'deal', id: String(n % 11) },
        state: states[n % 4],
        startedAt: after(n % 5),
        ...(n % 2 === 0 ? { startedBy: { id: String(n % 13) } } : {}),
      }),
    ),
  );
  await rest.take(Array.from({ length: 60 }, (_, n) => faultEvent(`p${n}`, n % 9)));
  // As an engine sends them that catches up: arrival and time disagree.
  await rest.take(Array.from({ length: 120 }, (_, n) => entryEvent('long', (n * 37) % 120, { message: `Шаг ${n}` })));
});
afterAll(async () => await rest.close());

const lists = [
  ['journal.process.list', {}, processes + 1],
  ['journal.failure.list', {}, 60],
  ['journal.entry.list', { PROCESS: 'long' }, 120],
  ['bizproc.workflow.instances', {}, 67],
] as const;

describe('paging', () => {
  it.each(lists)('%s to its end by start, without gap or double', async (method, filter, total) => {
    for (const order of [{}, { ID: 'DESC' }]) {
      const ids: unknown[] = [];
      for (let start: number | undefined = 0; start !== undefined;) {
        const answer = await rest.run(method, { filter, order, start, select: ['ID'] });
        const rows = answer.result as { ID: unknown }[];
        expect(answer.total).toBe(total);
        expect(rows.length).toBe(Math.min(50, total - start));
        ids.push(...rows.map((row) => row.ID));
        start = answer.next;
      }
      expect(new Set(ids).size).toBe(total);
      expect(ids.length).toBe(total);
    }
  });

  it.each(lists.slice(0, 3))('%s to its end by ID, as the official SDK fetches', async (method, filter, total) => {
    const ids: number[] = [];
    for (let last = 0; ;) {
      const answer = await rest.run(method, { filter: { ...filter, '>ID': last }, order: { ID: 'ASC' }, start: -1 });
      const rows = answer.result as { ID: number }[];
      expect(answer).toMatchObject({ total: 0 });
      expect(answer).not.toHaveProperty('next');
      ids.push(...rows.map((row) => row.ID));
      if (rows.length < 50) break;
      last = rows.at(-1)?.ID ?? 0;
    }
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
    expect(ids.length).toBe(total);
  });

  it('has no next on a last page that is full, and an empty page beyond the end', async () => {
    const answer = await rest.run('journal.process.list', {
      filter: { '<=FAILURES': 1 },
      start: String(processes + 1 - 50),
    });
    expect(answer.result).toHaveLength(50);
    expect(answer).not.toHaveProperty('next');
    expect(await rest.run('journal.process.list', { start: 10_000 })).toEqual({ result: [], total: processes + 1 });
  });

  it('tells that it skips no further', async () => {
    await expect(rest.run('journal.process.list', { start: 10_001 })).rejects.toMatchObject({
      code: 'ERROR_ARGUMENT',
      description: expect.stringContaining('{">ID": <last ID>}'),
      more: { argument: 'start' },
    });
  });
});

describe('what a list of ours refuses', () => {
  it.each([
    [{ filter: { NOBODY: 1 } }, 'FILTER', 'NOBODY'],
    [{ filter: { '>>ID': 1 } }, 'FILTER', '>>ID'],
    [{ filter: { '~ID': 1 } }, 'FILTER', '~ID'],
    [{ filter: { FAILURE_CAUSE_TITLE: 'x' } }, 'FILTER', 'FAILURE_CAUSE_TITLE'],
    [{ filter: { ID: 'one' } }, 'FILTER', 'whole number'],
    [{ filter: { ID: '99999999999999999' } }, 'FILTER', 'whole number'],
    [{ filter: { STARTED: 'yesterday' } }, 'FILTER', 'moment'],
    [{ filter: { '>STARTED': '2026-13-41' } }, 'FILTER', 'moment'],
    [{ filter: { '<ID': [1, 2] } }, 'FILTER', 'one value'],
    [{ filter: { '<ID': null } }, 'FILTER', 'one value'],
    [{ filter: { '%ID': '1' } }, 'FILTER', 'texts'],
    [{ filter: { PROCESS: { a: {} } } }, 'FILTER', 'wrong value'],
    [{ filter: { PROCESS: true } }, 'FILTER', 'wrong value'],
    [{ filter: { PROCESS: Array.from({ length: 501 }, String) } }, 'FILTER', 'at most 500'],
    [{ filter: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`F${n}`, 1])) }, 'FILTER', 'at most 100'],
    [{ filter: 'ID=1' }, 'FILTER', 'object'],
    [{ order: { NOBODY: 'ASC' } }, 'ORDER', 'NOBODY'],
    [{ order: { ID: 'UP' } }, 'ORDER', 'ASC or DESC'],
    [{ order: ['ID'] }, 'ORDER', 'object'],
    [{ order: { FAILURE_CAUSE_TITLE: 'ASC' } }, 'ORDER', 'FAILURE_CAUSE_TITLE'],
    [{ select: ['NOBODY'] }, 'SELECT', 'NOBODY'],
    [{ select: [{}] }, 'SELECT', 'text'],
    [{ select: 5 }, 'SELECT', 'list'],
    [{ start: 'x' }, 'start', 'whole number'],
    [{ start: [1] }, 'start', 'whole number'],
    [{ start: 1.5 }, 'start', 'whole number'],
  ])('%j', async (parameters, argument, says) => {
    await expect(rest.run('journal.process.list', parameters)).rejects.toMatchObject({
      code: 'ERROR_ARGUMENT',
      status: 400,
      description: expect.stringContaining(says),
      more: { argument },
    });
  });
});

const fields = processList.fields.map((field) => field.name);
const value = fc.oneof(
  fc.constantFrom('p1', 'deal', '7', '12', '', null, 'running', 'ШАГ', '2026-11-21', after(2), 0, 3, -1),
  fc.integer(),
  fc.string(),
);
const sign = fc.constantFrom('', '=', '!', '!=', '<', '<=', '>', '>=', '@', '!@', '%');
const filter = fc
  .array(fc.tuple(sign, fc.constantFrom(...fields), fc.oneof(value, fc.array(value, { maxLength: 4 }))), {
    maxLength: 3,
  })
  .map((parts) => Object.fromEntries(parts.map(([operator, name, wanted]) => [`${operator}${name}`, wanted])));
const order = fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('ASC', 'DESC', 'desc'), { maxKeys: 3 });

async function callOf(parameters: Record<string, unknown>) {
  const portal = await rest.store.portals.put('main', {});
  const caller = { kind: 'webhook', credential: '', clientId: null, title: null, user: '1', scopes: [] } as const;
  return {
    portal,
    caller,
    parameters: parametersOf(parameters),
    language: 'ru',
    requestId: null,
    memory: null,
  } as const;
}

describe('whatever is asked', () => {
  it('is answered, or refused with an error that a client knows', async () => {
    const anything = fc.oneof(filter, fc.jsonValue(), fc.object());
    const parameters = fc.record(
      {
        filter: anything,
        order: fc.oneof(order, fc.jsonValue()),
        select: fc.oneof(fc.array(fc.oneof(fc.constantFrom(...fields), fc.string())), fc.jsonValue()),
        start: fc.oneof(fc.constantFrom(0, 50, -1), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const method = fc.constantFrom(...lists.map(([name]) => name), 'bizproc.workflow.template.list');
    await fc.assert(
      fc.asyncProperty(method, parameters, async (name, asked) => {
        try {
          const { result } = await rest.run(name, asked);
          expect(Array.isArray(result)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RestError);
          expect((error as RestError).status).toBe(400);
        }
      }),
      { numRuns: 1000 },
    );
  }, 60_000);

  it('is found in the store as in a list that is held whole', async () => {
    const { portalNo } = await rest.store.portals.put('main', {});
    const everything = {
      fields: [
        ...new Set(processList.fields.flatMap((field) => field.needs)),
        'cardIdNumber',
        'templateIdNumber',
        'startedByNumber',
      ],
    };
    const all: ListedRow<ProcessListField>[] = [];
    for (let skip = 0; skip < processes + 1; skip += 50) {
      const ask = { ...everything, where: [], order: [], skip, limit: 50, countTo: 0 };
      const page = await rest.store.lists.processes(portalNo, ask as never, rest.clock.now);
      all.push(...page.rows);
    }
    await fc.assert(
      fc.asyncProperty(filter, order, async (filter, order) => {
        // «contains» folds letters in the store only.
        const kept = Object.fromEntries(Object.entries(filter).filter(([key]) => !key.startsWith('%')));
        let ask;
        try {
          ask = askOf(readListCall(await callOf({ filter: kept, order }), processList));
        } catch (error) {
          expect(error).toBeInstanceOf(RestError);
          return;
        }
        const found = await rest.store.lists.processes(portalNo, ask, rest.clock.now);
        const expected = pageOf(all, ask);
        expect(found.rows.map((row) => row.no)).toEqual(expected.rows.map((row) => row.no));
        expect([found.total, found.isMore]).toEqual([expected.total, expected.isMore]);
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});
