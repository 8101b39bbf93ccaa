import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lives } from './lives.ts';
import type { Causes, FailureRow, HitCard } from '#server/store/journal-store.ts';
import { barsOf } from './bars.ts';
import { countsOf, listCauses, totalsOf } from './listing.ts';
import { type FailureChoice, readSnapshot, type Reads } from './snapshots.ts';

const [from, to] = [1000, 2000];
const start = from - (to - from);
const everything: FailureChoice = { robot: null, template: null, stage: null };
const untouched = { state: 'new', isReopened: false, stateAt: null, stateBy: null } as const;
const newLives: Lives = {
  of: async () => ({ ...untouched, mutedUntil: null, mutedRate: null, assignee: null }),
};

const rowsOf = fc
  .array(
    fc.record({
      at: fc.integer({ min: start - 50, max: to + 50 }),
      cause: fc.constantFrom('wa-window', 'nested:wa-window', 'wa-rate', 'wa-pair', 'em-conn'),
      fingerprint: fc.constantFrom('one', 'two'),
      activityNo: fc.integer({ min: 1, max: 3 }),
      processNo: fc.integer({ min: 1, max: 20 }),
      cardNo: fc.option(fc.integer({ min: 1, max: 6 })),
      templateNo: fc.option(fc.integer({ min: 1, max: 4 })),
      stageId: fc.option(fc.constantFrom('NEW', 'WON')),
    }),
    { maxLength: 80 },
  )
  .map((rows) => rows.map((row, index): FailureRow => ({ ...row, no: index + 1 })));

const cards = new Map<number, HitCard>(
  [1, 2, 3, 4, 5, 6].map((no) => [
    no,
    {
      // Cards 1 and 2, and 3 and 4, are of one client; 6 has none.
      client: no === 6 ? null : `client ${Math.ceil(no / 2)}`,
      amount: no === 5 ? null : { value: no * 100.5, currency: no === 4 ? 'EUR' : 'RUB' },
      responsible: null,
    },
  ]),
);
const templateOf = (no: number) => (no <= 2 ? 'robots' : 'designer');

/** A store of these failures, read by looking at all of them each time. */
function storeOf(rows: readonly FailureRow[]): Reads {
  const before = (least: number, { at, no }: { at: number; no: number }, limit: number) =>
    rows
      .filter((row) => row.at >= least && (row.at < at || (row.at === at && row.no < no)))
      .toSorted((a, b) => b.at - a.at || b.no - a.no)
      .slice(0, limit);
  const causes: Partial<Causes> = {
    grouping: async () => ({
      merges: [{ cause: 'wa-rate', into: 'wa-pair', at: 0, by: null }],
      splits: [{ split: 'split:x', cause: 'wa-window', fingerprint: 'two', at: 0, by: null }],
      explanations: [],
    }),
    failures: async (_portalNo, least, place, limit) => before(least, place, limit),
    moments: async (_portalNo, least, place, limit) => before(least, place, limit),
    cards: async () => cards,
    templates: async () =>
      new Map([1, 2, 3, 4].map((no) => [no, { id: templateOf(no), version: String(no), name: null, firstAt: 0 }])),
    versionsOf: async (_portalNo, id) => [1, 2, 3, 4].filter((no) => templateOf(no) === id),
    activitiesCalled: async (_portalNo, robot) => (robot === 'Робот 1' ? [1, 2] : [3]),
    spans: async (_portalNo, stored) => new Map(stored.map((cause) => [cause, { firstAt: 0, lastAt: to }])),
    spanOf: async () => ({ firstAt: 0, lastAt: to }),
    robots: async () => 4,
  };
  const entries: Partial<Reads['entries']> = {
    activities: async () =>
      new Map([1, 2, 3].map((no) => [no, { name: `A${no}`, title: no < 3 ? 'Робот 1' : 'Робот 2', code: null }])),
  };
  return { causes, entries } as Reads;
}

function keyOf({ cause, fingerprint }: FailureRow): string {
  if (cause.endsWith('wa-window')) return fingerprint === 'two' ? 'split:x' : 'wa-window';
  return cause === 'wa-rate' ? 'wa-pair' : cause;
}

async function read(rows: readonly FailureRow[], choice: FailureChoice, bounds?: { most: number; atOnce: number }) {
  const store = storeOf(rows);
  const snapshot = await readSnapshot(store, 1, { from, to }, choice, bounds);
  const filter = { states: null, assignee: null, words: [] };
  const all = await listCauses(store.causes, snapshot, newLives, filter, { language: 'ru', mask: null });
  return { snapshot, all };
}

const distinct = (values: readonly unknown[]): number => new Set(values.filter((value) => value !== null)).size;

describe('failures counted by cause, in slices', () => {
  const choices = fc.constantFrom<FailureChoice>(
    everything,
    { ...everything, robot: 'Робот 1' },
    { ...everything, template: 'designer' },
    { ...everything, stage: 'NEW' },
  );

  it('are what counting one after the other gives', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, choices, fc.integer({ min: 1, max: 7 }), async (rows, choice, atOnce) => {
        const counts = rows.filter(
          (row) =>
            (choice.robot === null || row.activityNo <= 2) &&
            (choice.template === null || (row.templateNo !== null && row.templateNo > 2)) &&
            (choice.stage === null || row.stageId === choice.stage),
        );
        const inRange = counts.filter(({ at }) => at >= from && at < to);
        const inSpanBefore = counts.filter(({ at }) => at >= start && at < from);
        const { snapshot, all } = await read(rows, choice, { most: 1000, atOnce });

        expect(snapshot.isBounded).toBe(false);
        for (const key of new Set(counts.map(keyOf))) {
          const ofKey = inRange.filter((row) => keyOf(row) === key);
          const tally = snapshot.tallies.get(key);
          expect(tally?.failures ?? 0).toBe(ofKey.length);
          expect(tally?.before ?? 0).toBe(inSpanBefore.filter((row) => keyOf(row) === key).length);
          if (tally === undefined || ofKey.length === 0) continue;
          expect(tally.cards.size).toBe(distinct(ofKey.map(({ cardNo }) => cardNo)));
          expect([tally.firstAt, tally.lastAt]).toEqual([
            Math.min(...ofKey.map(({ at }) => at)),
            Math.max(...ofKey.map(({ at }) => at)),
          ]);
          expect(tally.newest).toMatchObject({
            no: ofKey.toSorted((a, b) => b.at - a.at || b.no - a.no)[0]?.no,
          });
        }
        const hit = [...new Set(inRange.flatMap(({ cardNo }) => cardNo ?? []))];
        const sumOf = (currency: string) =>
          hit.reduce((sum, no) => {
            const amount = cards.get(no)?.amount;
            return sum + (amount?.currency === currency ? amount.value : 0);
          }, 0);
        const totals = totalsOf(snapshot, all);
        expect(totals).toMatchObject({
          failures: inRange.length,
          failuresBefore: inSpanBefore.length,
          cards: hit.length,
          clients: distinct(hit.map((no) => cards.get(no)?.client ?? null)),
          robots: distinct(inRange.map(({ activityNo }) => activityNo < 3)),
          causes: distinct(inRange.map(keyOf)),
        });
        for (const currency of ['RUB', 'EUR']) {
          expect(totals.amounts.find((one) => one.currency === currency)?.value ?? 0).toBe(sumOf(currency));
        }
        const { stepMs, count } = barsOf(from, to);
        expect(countsOf(snapshot, all)).toEqual(
          Array.from(
            { length: count },
            (_, bar) => inRange.filter(({ at }) => at >= from + bar * stepMs && at < from + (bar + 1) * stepMs).length,
          ),
        );
      }),
    );
  });

  it('are the newest ones where there are too many, and it says from when', async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 60 }), async (rows, most) => {
        const inRange = rows.filter(({ at }) => at >= from && at < to).toSorted((a, b) => b.at - a.at || b.no - a.no);
        const { snapshot, all } = await read(rows, everything, { most, atOnce: 7 });
        const totals = totalsOf(snapshot, all);
        expect(totals.failures).toBe(Math.min(most, inRange.length));
        if (inRange.length > most) {
          expect(snapshot.isBounded).toBe(true);
          expect(snapshot.countedFrom).toBe(inRange[most - 1]?.at);
          expect(totals.failuresBefore).toBe(null);
        }
      }),
    );
  });
});

it('cuts usual ranges into round bars, and any into 48 to 60', () => {
  const minute = 60_000;
  const day = 24 * 60 * minute;
  expect(barsOf(0, 60 * minute)).toMatchObject({ stepMs: minute, count: 60 });
  expect(barsOf(0, day)).toMatchObject({ stepMs: 30 * minute, count: 48 });
  expect(barsOf(0, 7 * day)).toMatchObject({ stepMs: 180 * minute, count: 56 });
  expect(barsOf(0, 30 * day)).toMatchObject({ stepMs: 720 * minute, count: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e12 }), (span) => {
      const { stepMs, count } = barsOf(5, 5 + span);
      expect(count).toBeGreaterThanOrEqual(48);
      expect(count).toBeLessThanOrEqual(60);
      expect(stepMs * count).toBeCloseTo(span, 3);
    }),
  );
});
