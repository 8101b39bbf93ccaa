import type { Grouping } from '#server/cause/grouping.ts';
import type { FailureMoment, FailureRow } from '#server/store/journal-store.ts';
import { barAt, type Bars } from './bars.ts';

/** A failure by which it is found again. */
export type FailurePlace = { at: number; no: number; cause: string };

/** What failures of one cause add up to, in whatever order they are taken. */
export type Tally = {
  failures: number;
  /** In the span before. */
  before: number;
  bars: number[];
  cards: Set<number>;
  /** How many failed, by number of the activity and of the template. */
  activities: Map<number, number>;
  templates: Map<number, number>;
  /** By stage, with a process that stands there. */
  stages: Map<string, { failures: number; processNo: number }>;
  firstAt: number;
  lastAt: number;
  newest: FailurePlace | null;
  /** The newest that is no echo of a nested process: it tells more of what failed. */
  newestOwn: (FailurePlace & { activityNo: number }) | null;
};

/** Which failures count. Null: whichever. */
export type RowFilter = {
  activityNos: ReadonlySet<number> | null;
  templateNos: ReadonlySet<number> | null;
  stageId: string | null;
};

function newTally(bars: Bars): Tally {
  return {
    failures: 0,
    before: 0,
    bars: Array.from({ length: bars.count }, () => 0),
    cards: new Set(),
    activities: new Map(),
    templates: new Map(),
    stages: new Map(),
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: Number.NEGATIVE_INFINITY,
    newest: null,
    newestOwn: null,
  };
}

export function passes(row: FailureRow, filter: RowFilter): boolean {
  const { activityNos, templateNos, stageId } = filter;
  if (activityNos !== null && !activityNos.has(row.activityNo)) return false;
  if (templateNos !== null && (row.templateNo === null || !templateNos.has(row.templateNo))) return false;
  return stageId === null || row.stageId === stageId;
}

export function tallyOf(tallies: Map<string, Tally>, key: string, bars: Bars): Tally {
  let tally = tallies.get(key);
  if (tally === undefined) tallies.set(key, (tally = newTally(bars)));
  return tally;
}

/** Takes a failure of the range. */
export function take(tally: Tally, row: FailureRow, bars: Bars): void {
  tally.failures += 1;
  const bar = barAt(bars, row.at);
  tally.bars[bar] = (tally.bars[bar] ?? 0) + 1;
  if (row.cardNo !== null) tally.cards.add(row.cardNo);
  add(tally.activities, row.activityNo);
  if (row.templateNo !== null) add(tally.templates, row.templateNo);
  if (row.stageId !== null) {
    const stage = tally.stages.get(row.stageId);
    if (stage === undefined) tally.stages.set(row.stageId, { failures: 1, processNo: row.processNo });
    else {
      stage.failures += 1;
      // A stage is called as its latest process has it.
      stage.processNo = Math.max(stage.processNo, row.processNo);
    }
  }
  tally.firstAt = Math.min(tally.firstAt, row.at);
  tally.lastAt = Math.max(tally.lastAt, row.at);
  if (isLater(row, tally.newest)) tally.newest = { at: row.at, no: row.no, cause: row.cause };
  if (!row.cause.startsWith('nested:') && isLater(row, tally.newestOwn)) {
    tally.newestOwn = { at: row.at, no: row.no, cause: row.cause, activityNo: row.activityNo };
  }
}

/** Takes failures into the tallies of their causes; those before `bars.from` only count as the span before. */
export function takeAll(
  tallies: Map<string, Tally>,
  rows: readonly FailureRow[],
  grouping: Grouping,
  filter: RowFilter,
  bars: Bars,
): void {
  for (const row of rows) {
    if (!passes(row, filter)) continue;
    const key = grouping.keyOf(row.cause, row.fingerprint);
    if (row.at >= bars.from) take(tallyOf(tallies, key, bars), row, bars);
    else takeBefore(tallies, key, bars);
  }
}

/** A cause that failed only before the range counts in sums, and is no row of the list. */
function takeBefore(tallies: Map<string, Tally>, key: string, bars: Bars): void {
  tallyOf(tallies, key, bars).before += 1;
}

export function takeMoments(
  tallies: Map<string, Tally>,
  moments: readonly FailureMoment[],
  grouping: Grouping,
  bars: Bars,
): void {
  for (const { cause, fingerprint } of moments) takeBefore(tallies, grouping.keyOf(cause, fingerprint), bars);
}

export function add<K>(counts: Map<K, number>, key: K, count = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function isLater(row: { at: number; no: number }, than: { at: number; no: number } | null): boolean {
  return than === null || row.at > than.at || (row.at === than.at && row.no > than.no);
}
