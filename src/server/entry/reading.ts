import type { Level } from '#contract/entry.ts';
import { levels } from '#contract/entry.ts';
import type { Page } from '#contract/page.ts';
import { Problem } from '#contract/problem.ts';
import type { Mask } from '#server/access/mask.ts';
import { seesOn, type Sight } from '#server/access/sight.ts';
import { entryKeyOf, readCursor, writeCursor } from '#server/store/cursor.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import type { JournalOutline, Outlines } from './outlines.ts';
import type { JournalSearch } from './search.ts';

export type Filter = { level?: readonly Level[] | undefined; q?: string | undefined; step?: number | undefined };
export type Place = {
  cursor?: string | undefined;
  around?: string | undefined;
  position?: number | undefined;
  limit: number;
};
/** Positions in the journal that a page shows, with where they stand among all that pass the filter. */
export type Slice = Omit<Page<number>, 'items'> & { positions: number[]; total: number; position: number };

/** How a journal is read: what passes a filter, and which part of it is asked for. */
export function createReading(store: JournalStore, outlines: Outlines, search: JournalSearch) {
  async function journalOf(
    portalNo: number,
    process: string,
    sight: Sight,
  ): Promise<{ process: ProcessRow; journal: JournalOutline }> {
    const row = await store.processes.find(portalNo, process);
    if (!(await seesOn(sight, row?.card ?? null, process)) || row === null)
      throw new Problem('not_found', 'no such process');
    return { process: row, journal: await outlines.of(portalNo, row) };
  }

  /** Positions that pass a filter, ascending; null when all do. A text is looked for in what the reader may see. */
  async function passing(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    filter: Filter,
    mask: Mask | null,
  ) {
    const { outline } = journal;
    const wanted =
      filter.level === undefined || filter.level.length === 0
        ? null
        : new Set(filter.level.map((level) => levels.indexOf(level)));
    let positions: readonly number[] | null = null;
    if (filter.q !== undefined && filter.q !== '') {
      positions = await search.find(portalNo, process, journal, filter.q, mask);
    }
    if (filter.step !== undefined) {
      const step = outline.steps[filter.step];
      const inStep = step === undefined ? [] : outline.positionsOf(step);
      const found = positions === null ? null : new Set(positions);
      positions = found === null ? inStep : inStep.filter((position) => found.has(position));
    }
    if (wanted === null) return positions;
    if (positions !== null) return positions.filter((position) => wanted.has(outline.level[position] ?? -1));
    const passed: number[] = [];
    for (let position = 0; position < outline.length; position++) {
      if (wanted.has(outline.level[position] ?? -1)) passed.push(position);
    }
    return passed;
  }

  /**
   * The page asked for: after or before a cursor, around an entry, at an ordinal, or the first.
   * @throws Problem cursor_invalid; not_found for an entry that is not in the journal
   */
  function slice(journal: JournalOutline, positions: readonly number[] | null, place: Place, scope: unknown): Slice {
    const { outline } = journal;
    const total = positions === null ? outline.length : positions.length;
    const at = (ordinal: number) => (positions === null ? ordinal : (positions[ordinal] ?? outline.length));
    /** Ordinal of the first that stands at or after a position. */
    const ordinalOf = (position: number) => {
      let low = 0;
      let high = total;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (at(middle) < position) low = middle + 1;
        else high = middle;
      }
      return low;
    };

    let first = place.position ?? 0;
    let limit = place.limit;
    if (place.around !== undefined) {
      const key = entryKeyOf(place.around);
      const position = key === null ? -1 : outline.positionOf(key);
      if (position === -1) throw new Problem('not_found', 'no such entry in this process');
      first = ordinalOf(position) - Math.floor(limit / 2);
    } else if (place.cursor !== undefined) {
      // A cursor names the entry beside the page; a negative number marks "before it".
      const [time, number] = readCursor(scope, place.cursor);
      const ordinal = ordinalOf(outline.firstNotBefore({ at: time, no: Math.abs(number) }));
      if (number < 0) {
        first = ordinal - limit;
        if (first < 0) limit += first;
      } else {
        first = ordinal + (at(ordinal) === outline.positionOf({ at: time, no: number }) ? 1 : 0);
      }
    }
    first = Math.max(0, Math.min(first, total));
    const end = Math.min(total, first + Math.max(0, limit));
    const cursorAt = (ordinal: number, sign: 1 | -1) => {
      const key = outline.key(at(ordinal));
      return writeCursor(scope, [key.at, sign * key.no]);
    };
    return {
      positions: Array.from({ length: end - first }, (_, index) => at(first + index)),
      total,
      position: first,
      next: end < total && end > 0 ? cursorAt(end - 1, 1) : null,
      previous: first > 0 && first < total ? cursorAt(first, -1) : null,
    };
  }

  return { journalOf, passing, slice };
}

export type Reading = ReturnType<typeof createReading>;
