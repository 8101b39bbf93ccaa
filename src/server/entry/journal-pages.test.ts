import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '#contract/entry.ts';
import { entryEvent, faultEvent } from '#server/testing/events.ts';
import { makeTestApp, type TestApp } from '#server/testing/test-app.ts';

type Page = { items: Entry[]; next: string | null; previous: string | null; total: number; position: number };

let app: TestApp;
let key: { authorization: string };
beforeAll(async () => {
  app = await makeTestApp();
  key = await app.makeKey();
});
afterAll(async () => await app.stop());

const read = async (process: string, query: Record<string, string | number> = {}): Promise<Page> => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await app.get(`/api/v1/processes/${process}/entries?${search.toString()}`, key);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
};
const refused = async (process: string, query: string) => {
  const answer = await app.get(`/api/v1/processes/${process}/entries?${query}`, key);
  return [answer.statusCode, answer.json().code];
};
const messages = ({ items }: Page) => items.map(({ message }) => message);

let journals = 0;
/** A journal with an entry at each of these seconds; its message tells when and as which it came. */
async function write(seconds: readonly number[], fields: (n: number) => object = () => ({})) {
  journals += 1;
  const process = `journal-${journals}`;
  if (seconds.length > 0) {
    await app.send(
      seconds.map((at, n) => entryEvent(process, at, { message: `${at} ${n}`, ...fields(n) })),
      key,
    );
  }
  return process;
}

describe('pages of a journal', () => {
  it('give every entry once, forwards and backwards, while others come in between', async () => {
    const second = fc.nat(20);
    await fc.assert(
      fc.asyncProperty(
        fc.array(second, { minLength: 1, maxLength: 60 }),
        fc.array(fc.array(second, { maxLength: 4 }), { maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        async (first, later, limit, forwards) => {
          const process = await write(first);
          const all = messages(await read(process, { limit: 1000 }));
          const seen: (string | null)[] = [];
          let query: Record<string, string | number> = forwards
            ? { limit }
            : { limit, position: Math.max(0, all.length - limit) };
          for (let round = 0; ; round++) {
            const page = await read(process, query);
            if (forwards) seen.push(...messages(page));
            else seen.unshift(...messages(page));
            const cursor = forwards ? page.next : page.previous;
            if (cursor === null) break;
            expect(seen.length).toBeLessThan(1000);
            query = { limit, cursor };
            const fresh = later[round];
            if (fresh !== undefined && fresh.length > 0) {
              await app.send(
                fresh.map((at, n) => entryEvent(process, at, { message: `late ${round} ${n}` })),
                key,
              );
            }
          }
          // Entries that came meanwhile may be seen or not; those that were there are seen once, in their order.
          expect(seen.filter((message) => message?.startsWith('late') === false)).toEqual(all);
          expect(new Set(seen).size).toBe(seen.length);
        },
      ),
      { numRuns: 25 },
    );
  }, 60_000);

  it('lead to each other: the page before the next page is the page itself', async () => {
    const process = await write(Array.from({ length: 25 }, (_, n) => n));
    const first = await read(process, { limit: 10 });
    const second = await read(process, { limit: 10, cursor: first.next! });
    const back = await read(process, { limit: 10, cursor: second.previous! });
    expect(back).toEqual(first);
    expect(first.previous).toBeNull();
    const third = await read(process, { limit: 10, cursor: second.next! });
    expect([third.items.length, third.next, third.position, third.total]).toEqual([5, null, 20, 25]);
  });

  it('of an empty journal are empty, and of none there is none', async () => {
    await app.send(
      { ...entryEvent('x'), kind: 'process', process: 'empty', template: { id: 1 }, card: { type: 'deal', id: 1 } },
      key,
    );
    expect(await read('empty')).toEqual({ items: [], next: null, previous: null, total: 0, position: 0 });
    expect(await refused('none', '')).toEqual([404, 'not_found']);
  });

  it('stand around an entry, or begin at an ordinal', async () => {
    const process = await write(Array.from({ length: 50 }, (_, n) => n));
    const whole = await read(process, { limit: 1000 });
    const middle = await read(process, { around: whole.items[30]!.entry, limit: 11 });
    expect(middle).toMatchObject({ position: 25, total: 50 });
    expect(middle.items[5]).toEqual(whole.items[30]);
    const start = await read(process, { around: whole.items[1]!.entry, limit: 11 });
    expect([start.position, start.items.length, start.previous]).toEqual([0, 11, null]);
    const end = await read(process, { position: 45, limit: 10 });
    expect([end.items.length, end.next, end.position]).toEqual([5, null, 45]);
    expect(messages(await read(process, { position: 99 }))).toEqual([]);
    const other = (await read(await write([1]))).items[0]!.entry;
    expect(await refused(process, `around=${other}`)).toEqual([404, 'not_found']);
  });

  it('refuse a cursor of another journal, of another filter, and one that is garbled', async () => {
    const [one, two] = [await write([1, 2, 3]), await write([1, 2, 3])];
    const { next } = await read(one, { limit: 1 });
    expect(await refused(two, `limit=1&cursor=${next}`)).toEqual([400, 'cursor_invalid']);
    expect(await refused(one, `limit=1&level=failure&cursor=${next}`)).toEqual([400, 'cursor_invalid']);
    expect(await refused(one, `q=x&cursor=${next}`)).toEqual([400, 'cursor_invalid']);
    for (const garbled of ['x', 'W10', '%00', 'bnVsbA']) {
      expect(await refused(one, `cursor=${garbled}`)).toEqual([400, 'cursor_invalid']);
    }
    expect((await read(one, { limit: 2, cursor: next! })).items).toHaveLength(2);
  });

  it('hold at most 1000 entries, at least one', async () => {
    const process = await write([1]);
    expect((await read(process, { limit: 1000 })).items).toHaveLength(1);
    for (const limit of ['1001', '0', '-1', '1.5', 'all', '']) {
      expect(await refused(process, `limit=${limit}`)).toEqual([400, 'invalid_request']);
    }
  });

  it('for a screen leave details out and cut messages', async () => {
    const process = await write([1], () => ({ message: 'я'.repeat(400), details: { a: 1 } }));
    const [item] = (await read(process, { view: 'row' })).items;
    expect([item?.message?.length, item?.details]).toEqual([300, null]);
  });
});

describe('a filter', () => {
  const kinds = ['Ёлка привезена', 'елку увезли', 'ОБЪЕМ 100% «a\\b"c_d»'];
  const make = async () =>
    await write(
      Array.from({ length: 60 }, (_, n) => n),
      (n) => ({
        ...(n % 6 === 0 ? faultEvent('', 0, {}) : {}),
        id: `f-${journals}-${n}`,
        process: `journal-${journals}`,
        at: new Date(Date.UTC(2026, 10, 21) + n * 1000).toISOString(),
        activity: { name: `A${n % 4}`, title: n % 4 === 3 ? 'Вебхук' : null },
        message: `${kinds[n % 3]} ${n}`,
        details: n % 10 === 0 ? { note: 'Спрятано "в" подробностях' } : {},
      }),
    );

  it.each([
    ['level=failure', 10],
    ['level=failure,message', 60],
    ['level=', 60],
    ['q=ЕЛК', 40],
    ['q=ёлка', 20],
    ['q=100%25', 20],
    [`q=${encodeURIComponent('a\\b"c_d')}`, 20],
    ['q=вебхук', 15],
    ['q=A2', 15],
    [`q=${encodeURIComponent('спрятано "в"')}`, 6],
    ['q=нигде', 0],
    ['q=елк&level=failure', 10],
    ['step=0', 15],
    ['step=3&level=failure', 0],
    ['step=2&q=ёлка', 5],
    ['step=99', 0],
  ])('%s lets %i through, and its pages give each of them once', async (query, total) => {
    const process = await make();
    const seen: Entry[] = [];
    let page = await read(process, Object.fromEntries(new URLSearchParams(`${query}&limit=7`)));
    for (;;) {
      expect([page.total, page.position]).toEqual([total, seen.length]);
      seen.push(...page.items);
      if (page.next === null) break;
      expect(seen.length).toBeLessThan(total);
      page = await read(process, { ...Object.fromEntries(new URLSearchParams(query)), limit: 7, cursor: page.next });
    }
    expect(new Set(seen.map(({ entry }) => entry)).size).toBe(total);
    expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).toSorted());
  });

  it('tells each place in the whole journal, and the page around a place that does not pass shows its neighbours', async () => {
    const process = await make();
    const answer = (await app.get(`/api/v1/processes/${process}/matches?level=failure`, key)).json();
    expect(answer.total).toBe(10);
    expect(answer.places.map(({ position }: { position: number }) => position)).toEqual([
      0, 6, 12, 18, 24, 30, 36, 42, 48, 54,
    ]);
    const whole = await read(process, { limit: 1000 });
    expect(answer.places.map(({ entry }: { entry: string }) => entry)).toEqual(
      whole.items.filter(({ level }) => level === 'failure').map(({ entry }) => entry),
    );
    const around = await read(process, { level: 'failure', around: whole.items[31]!.entry, limit: 3 });
    expect(around.items.map(({ entry }) => entry)).toEqual(
      answer.places.slice(5, 8).map((place: { entry: string }) => place.entry),
    );
  });

  it('that is none is refused', async () => {
    const process = await write([1]);
    for (const query of [
      'level=fatal',
      'step=-1',
      'step=x',
      'position=-1',
      'view=wide',
      `q=${'x'.repeat(201)}`,
      'around=x',
    ]) {
      expect(await refused(process, query)).toEqual([400, 'invalid_request']);
    }
  });
});
