import type { JournalStore } from '#server/store/journal-store.ts';
import { wordsIn } from '#server/store/search-text.ts';
import type { Personal } from './personal.ts';

const rowsAtOnce = 5_000;
/** Of a portal with more robots than these only the newest are known by name. */
const mostRobots = 50_000;
/** After this all are read again: a title may have been redacted. */
const keptMs = 5 * 60_000;

export type Robot = { no: number; name: string; code: string | null; called: string; words: readonly string[] };
type Kept = { readAt: number; lastNo: number; masking: string | null; robots: Robot[] };

/** Robots of a portal by what they are called. Their names are not in the index: a name may change, entries do not. */
export function createRobots(store: Pick<JournalStore, 'search'>, personal: Personal, now: () => number) {
  const kept = new Map<number, Kept>();

  /** All, the newest last. */
  return async function robotsOf(portalNo: number, masking: string | null): Promise<readonly Robot[]> {
    let known = kept.get(portalNo);
    if (known === undefined || known.readAt < now() - keptMs || known.masking !== masking) {
      known = { readAt: now(), lastNo: 0, masking, robots: [] };
      kept.set(portalNo, known);
    }
    for (;;) {
      const rows = await store.search.activities(portalNo, known.lastNo, rowsAtOnce);
      for (const { no, name, title, code } of rows) {
        const called = [title, code].find((one) => one !== null && one !== '') ?? name;
        const words = [...personal.seenWords(masking, title ?? ''), ...wordsIn(code ?? ''), ...wordsIn(name)];
        if (no > known.lastNo) known.robots.push({ no, name, code, called, words });
      }
      known.lastNo = Math.max(known.lastNo, rows.at(-1)?.no ?? 0);
      if (known.robots.length > mostRobots) known.robots.splice(0, known.robots.length - mostRobots);
      if (rows.length < rowsAtOnce) return known.robots;
    }
  };
}

/** Whether words stand in a row among others; of the last a beginning will do where `isOpen`. */
export function hasWords(words: readonly string[], wanted: readonly string[], isOpen: boolean): boolean {
  const last = wanted.length - 1;
  if (last < 0) return false;
  return words.some((_, from) =>
    wanted.every((one, place) => {
      const word = words[from + place];
      return word !== undefined && (isOpen && place === last ? word.startsWith(one) : word === one);
    }),
  );
}
