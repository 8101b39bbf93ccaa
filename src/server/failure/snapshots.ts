import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Grouping } from '#server/cause/grouping.ts';
import type {
  ActivityRow,
  Causes,
  EntryKey,
  HitCard,
  JournalStore,
  TemplateVersion,
} from '#server/store/journal-store.ts';
import { type Bars, barsOf } from './bars.ts';
import { groupingOf } from './own-texts.ts';
import { type RowFilter, takeAll, takeMoments, type Tally } from './tally.ts';

/** Rows read in one go: between two goes others get their turn, so nobody waits for a list but who asked for it. */
const rowsAtOnce = 2000;
/** Failures counted for one answer, the newest first. */
export const mostFailures = 500_000;
const namesAtOnce = 1000;
/** Activities looked at to say how many robots there are: an engine that names them anew each time has no number. */
const mostRobots = 50_000;

export type Range = { from: number; to: number };
/** Which failures are counted; null: all. */
export type FailureChoice = { robot: string | null; template: string | null; stage: string | null };
/** Names of what tallies have by number, and what the cards hit are. */
export type Known = {
  cards: Map<number, HitCard>;
  activities: Map<number, ActivityRow>;
  templates: Map<number, TemplateVersion>;
};
/** Failures of a range by cause, as they were at one moment. */
export type Snapshot = Known & {
  portalNo: number;
  bars: Bars;
  grouping: Grouping;
  tallies: Map<string, Tally>;
  /** First and last failure of each cause of all that is kept. */
  spans: Map<string, { firstAt: number; lastAt: number }>;
  /** The oldest failures of the range are not counted. */
  isBounded: boolean;
  countedFrom: number;
  /** The span before was counted whole. */
  hasBefore: boolean;
  /** All that the portal has told of; null: too many to count. */
  robotsKnown: number | null;
};

export type Reads = Pick<JournalStore, 'causes' | 'entries'>;

/** Reads failures of a range and of the span before it, and counts them by cause. */
export async function readSnapshot(
  store: Reads,
  portalNo: number,
  { from, to }: Range,
  choice: FailureChoice,
  { most, atOnce } = { most: mostFailures, atOnce: rowsAtOnce },
): Promise<Snapshot> {
  const grouping = await groupingOf(store.causes, portalNo);
  const filter = await rowFilterOf(store.causes, portalNo, choice);
  const bars = barsOf(from, to);
  const tallies = new Map<string, Tally>();
  const isFiltered = Object.values(choice).some((value) => value !== null);
  const before = from - (to - from);
  const { needsTexts } = grouping;

  let place: EntryKey = { at: to, no: 0 };
  let read = 0;
  const countDown = async <Row extends EntryKey>(
    least: number,
    slice: (limit: number) => Promise<readonly Row[]>,
    count: (rows: readonly Row[]) => void,
  ): Promise<boolean> => {
    while (read < most) {
      const limit = Math.min(atOnce, most - read);
      const rows = await slice(limit);
      count(rows);
      read += rows.length;
      place = rows.at(-1) ?? place;
      if (rows.length < limit) {
        place = { at: least, no: 0 };
        return true;
      }
      await nextTurn();
    }
    return false;
  };

  const isWhole = await countDown(
    from,
    async (limit) => await store.causes.failures(portalNo, from, place, limit, needsTexts),
    (rows) => takeAll(tallies, rows, grouping, filter, bars),
  );
  const countedFrom = isWhole ? from : place.at;
  let hasBefore = false;
  if (isWhole && isFiltered) {
    hasBefore = await countDown(
      before,
      async (limit) => await store.causes.failures(portalNo, before, place, limit, needsTexts),
      (rows) => takeAll(tallies, rows, grouping, filter, bars),
    );
  } else if (isWhole) {
    hasBefore = await countDown(
      before,
      async (limit) => await store.causes.moments(portalNo, before, place, limit, needsTexts),
      (rows) => takeMoments(tallies, rows, grouping, bars),
    );
  }
  const known = await learn(store, portalNo, tallies.values());
  const spans = await spansOf(store.causes, portalNo, grouping, [...tallies.keys()]);
  const robotsKnown = await store.causes.robots(portalNo, mostRobots);
  return {
    portalNo,
    bars,
    grouping,
    tallies,
    ...known,
    spans,
    isBounded: !isWhole,
    countedFrom,
    hasBefore,
    robotsKnown,
  };
}

export async function rowFilterOf(
  causes: Causes,
  portalNo: number,
  { robot, template, stage }: FailureChoice,
): Promise<RowFilter> {
  return {
    activityNos: robot === null ? null : new Set(await causes.activitiesCalled(portalNo, robot)),
    templateNos: template === null ? null : new Set(await causes.versionsOf(portalNo, template)),
    stageId: stage,
  };
}

/** The same, of one version of the template that it is of. */
export async function ofVersion(
  causes: Causes,
  portalNo: number,
  filter: RowFilter,
  { version }: { version?: string | undefined },
): Promise<RowFilter> {
  if (version === undefined || filter.templateNos === null) return filter;
  const versions = await causes.templates(portalNo, [...filter.templateNos]);
  const ofIt = [...versions].filter(([, template]) => template.version === version).map(([no]) => no);
  return { ...filter, templateNos: new Set(ofIt) };
}

/** Looks up what tallies have by number. */
export async function learn(store: Reads, portalNo: number, tallies: Iterable<Tally>): Promise<Known> {
  const [cardNos, activityNos, templateNos] = [new Set<number>(), new Set<number>(), new Set<number>()];
  for (const tally of tallies) {
    for (const no of tally.cards) cardNos.add(no);
    for (const no of tally.activities.keys()) activityNos.add(no);
    for (const no of tally.templates.keys()) templateNos.add(no);
  }
  return {
    cards: await inParts(cardNos, async (part) => await store.causes.cards(portalNo, part)),
    activities: await inParts(activityNos, async (part) => await store.entries.activities(portalNo, part)),
    templates: await inParts(templateNos, async (part) => await store.causes.templates(portalNo, part)),
  };
}

async function inParts<K, V>(keys: Iterable<K>, look: (part: K[]) => Promise<Map<K, V>>): Promise<Map<K, V>> {
  const all = [...keys];
  const found = new Map<K, V>();
  for (let from = 0; from < all.length; from += namesAtOnce) {
    for (const [key, value] of await look(all.slice(from, from + namesAtOnce))) found.set(key, value);
    await nextTurn();
  }
  return found;
}

export async function spansOf(
  causes: Causes,
  portalNo: number,
  grouping: Grouping,
  keys: readonly string[],
): Promise<Map<string, { firstAt: number; lastAt: number }>> {
  const parts = keys.flatMap((key) => grouping.partsOf(key).map((part) => ({ key, part })));
  const isPlain = ({ part }: (typeof parts)[number]) => part.only === null && part.except.length === 0;
  const plain = new Set(parts.filter(isPlain).map(({ part }) => part.cause));
  const bySpan = await inParts(plain, async (some) => await causes.spans(portalNo, some));
  const spans = new Map<string, { firstAt: number; lastAt: number }>();
  for (const one of parts) {
    const span = isPlain(one) ? bySpan.get(one.part.cause) : await causes.spanOf(portalNo, one.part);
    if (span === undefined || span === null) continue;
    const had = spans.get(one.key) ?? span;
    spans.set(one.key, {
      firstAt: Math.min(had.firstAt, span.firstAt),
      lastAt: Math.max(had.lastAt, span.lastAt),
    });
  }
  return spans;
}
