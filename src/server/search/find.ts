import { setImmediate as nextTurn } from 'node:timers/promises';
import { mostAmong, nobodysCard, type Sight } from '#server/access/sight.ts';
import type { JournalStore, ProcessRow, ProcessTraits, SearchAsk, SearchRow } from '#server/store/journal-store.ts';

export const mostCounted = 10_000;
/** Entries that are read at once: where all are counted anyway, and where a page may soon be full. */
const atOnceCounting = 2_500;
const atOncePaging = 500;
/** Entries that are looked at for a page where not the index alone decides, and cards that a portal is asked about. */
const mostLookedAt = 10_000;
const mostCardsAsked = 500;

export type Found = {
  rows: SearchRow[];
  processes: Map<number, ProcessRow>;
  next: SearchRow | null;
  /** Null: nobody asked for it. */
  total: number | null;
  bounded: boolean;
  /** Where looking stopped although the page was not full. */
  lookedBackTo: SearchRow | null;
};

export type FindOptions = {
  search: JournalStore['search'];
  portalNo: number;
  ask: SearchAsk;
  /** What its process has to be; null: anything. */
  isWanted: ((process: ProcessTraits) => boolean) | null;
  sight: Sight;
  limit: number;
  /** What was searched for, for asking about a card that nobody has. */
  name: string;
};

/** A page of entries, newest first. */
export async function find(options: FindOptions): Promise<Found> {
  const { search, portalNo, ask, isWanted, sight, limit } = options;
  // Of one who sees certain cards only the question was already narrowed to their processes.
  if (isWanted !== null || (!sight.all && sight.only === null)) return await lookThrough(options);
  const rows = await search.find(portalNo, ask, limit + 1);
  const isFirst = ask.before === null;
  const counted = isFirst ? await search.count(portalNo, ask, mostCounted + 1) : null;
  const page = rows.slice(0, limit);
  return {
    rows: page,
    processes: await search.processes(portalNo, processNosOf(page)),
    next: rows.length > limit ? (page.at(-1) ?? null) : null,
    total: counted === null ? null : Math.min(counted, mostCounted),
    bounded: counted !== null && counted > mostCounted,
    lookedBackTo: null,
  };
}

/** Looks at what the index gives one after another, so far and no further, and counts on while nobody else is asked. */
async function lookThrough({ search, portalNo, ask, isWanted, sight, limit, name }: FindOptions): Promise<Found> {
  const found: SearchRow[] = [];
  const processes = new Map<number, ProcessRow>();
  const wantedNos = new Map<number, boolean>();
  const seen = new Map<number, boolean>();
  const counts = ask.before === null && sight.all;
  const atOnce = counts ? atOnceCounting : atOncePaging;
  let [total, lookedAt, isOver] = [0, 0, false];
  let last: SearchRow | null = null;
  while (!isOver && lookedAt < mostLookedAt && seen.size < mostCardsAsked && (counts || found.length <= limit)) {
    const rows = await search.find(portalNo, { ...ask, before: last?.place ?? ask.before }, atOnce);
    isOver = rows.length < atOnce;
    lookedAt += rows.length;
    if (isWanted !== null) {
      const unknown = processNosOf(rows).filter((no) => !wantedNos.has(no));
      for (const one of await search.traits(portalNo, unknown)) wantedNos.set(one.processNo, isWanted(one));
    }
    const wanted = isWanted === null ? rows : rows.filter(({ processNo }) => wantedNos.get(processNo) === true);
    if (!sight.all) {
      const unread = processNosOf(wanted).filter((no) => !processes.has(no));
      for (const [no, process] of await search.processes(portalNo, unread)) processes.set(no, process);
      await askAbout(sight, wanted, processes, seen);
      // Who finds what he may not see waits as long as one who finds nothing.
      if (ask.before === null && seen.size === 0 && isOver) await sight.sees(nobodysCard(name));
    }
    for (const row of wanted) {
      if (!sight.all && seen.get(processes.get(row.processNo)?.card?.cardNo ?? 0) !== true) continue;
      total += 1;
      if (found.length <= limit) found.push(row);
    }
    last = rows.at(-1) ?? last;
    await nextTurn();
  }
  const page = found.slice(0, limit);
  const isMore = found.length > limit;
  return {
    rows: page,
    processes: await search.processes(portalNo, processNosOf(page)),
    next: isMore ? (page.at(-1) ?? null) : isOver ? null : last,
    total: ask.before === null ? total : null,
    bounded: !isOver,
    lookedBackTo: isMore || isOver ? null : last,
  };
}

/** Asks the portal about cards, each once. */
async function askAbout(
  sight: Sight,
  rows: readonly SearchRow[],
  processes: ReadonlyMap<number, ProcessRow>,
  seen: Map<number, boolean>,
): Promise<void> {
  const cards = new Map(
    rows.flatMap(({ processNo }) => {
      const card = processes.get(processNo)?.card ?? null;
      return card === null || seen.has(card.cardNo) ? [] : [[card.cardNo, card] as const];
    }),
  );
  const all = [...cards.values()];
  for (let from = 0; from < all.length; from += mostAmong) {
    const some = all.slice(from, from + mostAmong);
    const visible = new Set((await sight.among(some)).map(({ cardNo }) => cardNo));
    for (const { cardNo } of some) seen.set(cardNo, visible.has(cardNo));
  }
}

function processNosOf(rows: readonly SearchRow[]): number[] {
  return [...new Set(rows.map(({ processNo }) => processNo))];
}
