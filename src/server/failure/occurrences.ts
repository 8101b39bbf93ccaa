import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Grouping } from '#server/cause/grouping.ts';
import type { Causes, EntryKey, FailureRow } from '#server/store/journal-store.ts';
import { passes, type RowFilter } from './tally.ts';

const rowsAtOnce = 2000;

/** Failures of a cause that pass a filter, newest first, all its parts as one list. */
export async function occurrencesOf(
  causes: Causes,
  portalNo: number,
  grouping: Grouping,
  key: string,
  filter: RowFilter,
  from: number,
  before: EntryKey,
  limit: number,
): Promise<FailureRow[]> {
  const found: FailureRow[] = [];
  for (const part of grouping.partsOf(key)) {
    let place = before;
    for (let left = limit; left > 0;) {
      const rows = await causes.failuresOf(portalNo, part, from, place, rowsAtOnce);
      const passing = rows.filter((row) => passes(row, filter)).slice(0, left);
      found.push(...passing);
      left -= passing.length;
      place = rows.at(-1) ?? place;
      if (rows.length < rowsAtOnce) break;
      await nextTurn();
    }
  }
  return found.toSorted((a, b) => b.at - a.at || b.no - a.no).slice(0, limit);
}
