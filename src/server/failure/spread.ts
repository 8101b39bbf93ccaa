import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Grouping, withoutNested } from '#server/cause/grouping.ts';
import type { EntryKey, FailureRow } from '#server/store/journal-store.ts';
import { type Bars, barsOf } from './bars.ts';
import { type Known, learn, mostFailures, type Range, type Reads } from './snapshots.ts';
import { add, type FailurePlace, take, type Tally, tallyOf } from './tally.ts';

const rowsAtOnce = 2000;

/** Where a cause spread: what of it shares a version, a stage, a robot, a text. */
export type Lot = { failures: number; cards: Set<number>; firstAt: number; lastAt: number; newest: FailurePlace };
export type Spread = Known & {
  bars: Bars;
  tally: Tally;
  /** By number of the template, and of the activity. */
  versions: Map<number, Lot>;
  robots: Map<number, Lot>;
  stages: Map<string, Lot>;
  /** By text, with the cause that it is of, without the mark of a nested process. */
  texts: Map<string, Lot & { cause: string; fingerprint: string }>;
  before: number;
  isBounded: boolean;
  hasBefore: boolean;
};

/** Reads a cause's failures of a range, and counts those of the span before. */
export async function readSpread(
  store: Reads,
  portalNo: number,
  grouping: Grouping,
  key: string,
  { from, to }: Range,
): Promise<Spread> {
  const bars = barsOf(from, to);
  const tally = tallyOf(new Map(), key, bars);
  const found = {
    versions: new Map<number, Lot>(),
    robots: new Map<number, Lot>(),
    stages: new Map<string, Lot>(),
    texts: new Map<string, Lot & { cause: string; fingerprint: string }>(),
  };
  let [before, read, isBounded] = [0, 0, false];
  const start = from - (to - from);
  for (const part of grouping.partsOf(key)) {
    let place: EntryKey = { at: to, no: 0 };
    for (;;) {
      const rows = await store.causes.failuresOf(portalNo, part, start, place, rowsAtOnce);
      for (const row of rows) {
        if (row.at < from) before += 1;
        else {
          take(tally, row, bars);
          takeLots(found, row);
        }
      }
      read += rows.length;
      place = rows.at(-1) ?? place;
      if (rows.length < rowsAtOnce) break;
      isBounded ||= read >= mostFailures;
      if (isBounded) break;
      await nextTurn();
    }
  }
  const known = await learn(store, portalNo, [tally]);
  return { bars, tally, ...found, ...known, before, isBounded, hasBefore: !isBounded };
}

function takeLots(found: Pick<Spread, 'versions' | 'robots' | 'stages' | 'texts'>, row: FailureRow): void {
  if (row.templateNo !== null) putIn(found.versions, row.templateNo, row);
  putIn(found.robots, row.activityNo, row);
  if (row.stageId !== null) putIn(found.stages, row.stageId, row);
  if (row.fingerprint === null) return;
  const cause = withoutNested(row.cause);
  const mark = `${cause}\n${row.fingerprint}`;
  const text = found.texts.get(mark);
  if (text === undefined) found.texts.set(mark, { ...lotOf(row), cause, fingerprint: row.fingerprint });
  else addTo(text, row);
}

function putIn<K>(lots: Map<K, Lot>, key: K, row: FailureRow): void {
  const lot = lots.get(key);
  if (lot === undefined) lots.set(key, lotOf(row));
  else addTo(lot, row);
}

function lotOf(row: FailureRow): Lot {
  const lot: Lot = { failures: 0, cards: new Set(), firstAt: row.at, lastAt: row.at, newest: row };
  addTo(lot, row);
  return lot;
}

function addTo(lot: Lot, row: FailureRow): void {
  lot.failures += 1;
  if (row.cardNo !== null) lot.cards.add(row.cardNo);
  lot.firstAt = Math.min(lot.firstAt, row.at);
  lot.lastAt = Math.max(lot.lastAt, row.at);
  if (row.at > lot.newest.at || (row.at === lot.newest.at && row.no > lot.newest.no)) {
    lot.newest = { at: row.at, no: row.no, cause: row.cause };
  }
}

/** The same lots by what a reader tells them apart by: two numbers may have one name. */
export function joinLots<K>(
  lots: ReadonlyMap<K, Lot>,
  nameOf: (key: K) => string | null,
): [string, Lot & { key: K }][] {
  const joined = new Map<string, Lot & { key: K }>();
  for (const [key, lot] of lots) {
    const name = nameOf(key);
    if (name === null) continue;
    const had = joined.get(name);
    if (had === undefined) joined.set(name, { ...lot, cards: new Set(lot.cards), key });
    else {
      had.failures += lot.failures;
      for (const card of lot.cards) had.cards.add(card);
      had.firstAt = Math.min(had.firstAt, lot.firstAt);
      if (lot.lastAt > had.lastAt) Object.assign(had, { lastAt: lot.lastAt, newest: lot.newest, key });
    }
  }
  return [...joined].toSorted(([a, one], [b, other]) => other.failures - one.failures || (a < b ? -1 : 1));
}

/** Cards that were hit by who is responsible for them, with how often they were. */
export function byResponsible({ tally, cards }: Spread): { id: string | null; name: string | null; cards: number }[] {
  const counts = new Map<string, number>();
  const people = new Map<string, { id: string | null; name: string | null }>();
  for (const no of tally.cards) {
    const responsible = cards.get(no)?.responsible ?? null;
    if (responsible === null) continue;
    const mark = responsible.id ?? `name:${responsible.name}`;
    people.set(mark, responsible);
    add(counts, mark);
  }
  return [...counts]
    .toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .map(([mark, count]) => ({ ...people.get(mark)!, cards: count }));
}
