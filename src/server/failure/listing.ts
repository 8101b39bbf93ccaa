import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CauseOrder, CauseState, FailureTotals } from '#contract/failures.ts';
import type { Life } from '#server/cause/lifecycle.ts';
import type { Language } from '#server/http/language.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { AmountRow, Causes, HitCard, PersonKey, ShownFailure } from '#server/store/journal-store.ts';
import { amountsOf, clientsOf, largestOf, sumsOf } from './hit.ts';
import type { Lives } from './lives.ts';
import { messageInList, plainFactsOf, robotOf, titleOf } from './names.ts';
import { isSamePerson } from './person-key.ts';
import type { Snapshot } from './snapshots.ts';
import type { FailurePlace, Tally } from './tally.ts';

const shownAtOnce = 200;

/** Which causes are listed; null: any. */
export type CauseFilter = {
  states: readonly CauseState[] | null;
  /** `stranger`: somebody whom nothing here remembers, so he answers for nothing. */
  assignee: PersonKey | 'nobody' | 'stranger' | null;
  /** Words as a search folds them. */
  words: readonly string[];
};

/** A cause that passes the filter, with what sorting and sums need. */
export type Listed = {
  key: string;
  tally: Tally;
  span: { firstAt: number; lastAt: number };
  life: Life & { assignee: PersonKey | null };
};

export type Reader = {
  language: Language;
  /** What is hidden of a text from who reads. */
  mask: ((text: string) => string) | null;
};

/** Causes of a snapshot that pass a filter; those that failed only before the range among them, without failures. */
export async function listCauses(
  causes: Causes,
  snapshot: Snapshot,
  lives: Lives,
  filter: CauseFilter,
  reader: Reader,
): Promise<Listed[]> {
  const listed: Listed[] = [];
  for (const [key, tally] of snapshot.tallies) {
    const span = snapshot.spans.get(key);
    if (span === undefined) continue;
    const life = await lives.of(key, span.lastAt);
    if (filter.states !== null && !filter.states.includes(life.state)) continue;
    if (!isAnsweredFor(life.assignee, filter.assignee)) continue;
    listed.push({ key, tally, span, life });
  }
  if (filter.words.length === 0) return listed;
  const shown = await showExamples(causes, snapshot, listed);
  return listed.filter((one) => says(snapshot, one, shown, filter.words, reader));
}

function isAnsweredFor(assignee: PersonKey | null, wanted: CauseFilter['assignee']): boolean {
  if (wanted === null) return true;
  if (wanted === 'nobody') return assignee === null;
  return wanted !== 'stranger' && isSamePerson(assignee, wanted);
}

/** What is hidden from who asks is not found: he searches what he sees. */
function says(
  snapshot: Snapshot,
  { key, tally }: Listed,
  shown: Map<string, ShownFailure>,
  words: readonly string[],
  { language, mask }: Reader,
): boolean {
  const own = shown.get(markOf(tally.newestOwn ?? tally.newest)) ?? null;
  const parts = [
    titleOf(snapshot.grouping, key, own, language),
    messageInList(shown.get(markOf(tally.newest))?.message ?? null),
    ...[...tally.activities.keys()].map((no) => nameOf(snapshot, no)),
    ...[...tally.templates.keys()].flatMap((no) => [
      snapshot.templates.get(no)?.name ?? null,
      snapshot.templates.get(no)?.id ?? null,
    ]),
  ].map((part) => (part === null ? '' : foldText(mask === null ? part : mask(part))));
  return words.every((word) => key.includes(word) || parts.some((part) => part.includes(word)));
}

export const markOf = (place: FailurePlace | null): string => (place === null ? '' : `${place.at}:${place.no}`);

/** The failures that causes are shown by, by their place. */
export async function showExamples(
  causes: Causes,
  { portalNo }: { portalNo: number },
  listed: readonly { tally: Tally }[],
): Promise<Map<string, ShownFailure>> {
  const places = new Map<string, FailurePlace>();
  for (const { tally } of listed) {
    for (const place of [tally.newest, tally.newestOwn]) if (place !== null) places.set(markOf(place), place);
  }
  const shown = new Map<string, ShownFailure>();
  const all = [...places.values()];
  for (let from = 0; from < all.length; from += shownAtOnce) {
    for (const one of await causes.shown(portalNo, all.slice(from, from + shownAtOnce))) {
      shown.set(markOf({ ...one.key, cause: one.cause }), one);
    }
    await nextTurn();
  }
  return shown;
}

/** Two numbers by which a list is in order, the greater first; the second is the same for a cause for ever. */
export function rankOf(
  { key, tally, span }: Listed,
  order: CauseOrder,
  main: string | null,
  cards: ReadonlyMap<number, HitCard>,
): [number, number] {
  const tie = createHash('sha256').update(key).digest().readUIntBE(0, 6);
  switch (order) {
    case 'count':
      return [tally.failures, tie];
    case 'money':
      return [worthOf(sumsOf(tally.cards, cards).amounts, main), tie];
    case 'age':
      return [-span.firstAt, tie];
    case 'newest':
      return [span.firstAt, tie];
    case 'last':
      return [tally.lastAt, tie];
  }
}

/** In hundredths of the main currency. Sums in others cannot be compared: they come after, and before no sum at all. */
function worthOf(amounts: readonly AmountRow[], main: string | null): number {
  const amount = amounts.find(({ currency }) => currency === main);
  if (amount === undefined) return amounts.length === 0 ? -1 : 0;
  return Math.min(Number.MAX_SAFE_INTEGER, Math.max(1, Math.round(amount.value * 100)));
}

/** The currency of most cards that were hit. */
export function mainCurrencyOf({ cards }: Snapshot): string | null {
  return amountsOf(cards.keys(), cards)[0]?.currency ?? null;
}

/** `all`: causes that pass the filter, those that failed only before among them. */
export function totalsOf(snapshot: Snapshot, all: readonly Listed[]): FailureTotals {
  const [cards, missed, robots] = [new Set<number>(), new Set<number>(), new Set<string>()];
  let [failures, before, causes, newCauses] = [0, 0, 0, 0];
  for (const { key, tally, life } of all) {
    before += tally.before;
    if (tally.failures === 0) continue;
    failures += tally.failures;
    causes += 1;
    if (life.state === 'new') newCauses += 1;
    const isMissed = plainFacts(snapshot, key, tally).hit === 'yes';
    for (const card of tally.cards) {
      cards.add(card);
      if (isMissed) missed.add(card);
    }
    for (const activityNo of tally.activities.keys()) robots.add(nameOf(snapshot, activityNo));
  }
  const amounts = amountsOf(cards, snapshot.cards);
  return {
    failures,
    failuresBefore: snapshot.hasBefore ? before : null,
    cards: cards.size,
    clients: clientsOf(cards, snapshot.cards).size,
    clientsMissed: clientsOf(missed, snapshot.cards).size,
    amounts,
    largestAmount: amounts[0] === undefined ? null : largestOf(cards, snapshot.cards, amounts[0].currency),
    robots: robots.size,
    robotsKnown: snapshot.robotsKnown,
    causes,
    newCauses,
  };
}

export function countsOf({ bars }: Snapshot, all: readonly Listed[]): number[] {
  const counts = Array.from({ length: bars.count }, () => 0);
  for (const { tally } of all) for (const [bar, count] of tally.bars.entries()) counts[bar]! += count;
  return counts;
}

export function plainFacts(snapshot: Snapshot, key: string, { newestOwn }: Tally) {
  const activity = newestOwn === null ? undefined : snapshot.activities.get(newestOwn.activityNo);
  return plainFactsOf(snapshot.grouping, key, activity);
}

export function nameOf({ activities }: Snapshot, activityNo: number): string {
  const activity = activities.get(activityNo);
  return activity === undefined ? '' : robotOf(activity);
}
