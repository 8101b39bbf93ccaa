import type { EntryKey, EntryRow, JournalStore, ProcessRow } from '#server/store/journal-store.ts';

/** Entries read at once: few at first and of large ones, so that what is in memory stays near `partLength` characters. */
export const fewestAtOnce = 16;
const mostAtOnce = 500;
const partLength = 4 * 1024 * 1024;
const keysAtOnce = 5_000;
const wholeJournal = [
  { at: Number.MIN_SAFE_INTEGER, no: 0 },
  { at: Number.MAX_SAFE_INTEGER, no: 0 },
] as const;

/** How many rows to read after these. */
export function nextCount(rows: readonly EntryRow[]): number {
  const length = rows.reduce((sum, row) => sum + (row.message?.length ?? 0) + (row.details?.length ?? 0), 1);
  const fitting = Math.floor((rows.length * partLength) / length);
  return Math.max(1, Math.min(mostAtOnce, 2 * rows.length, fitting));
}

/** The journal of a process from its first entry to its last, in parts that fit into memory. */
export async function* entryParts(
  entries: Pick<JournalStore['entries'], 'outline' | 'between'>,
  portalNo: number,
  { processNo, levels }: Pick<ProcessRow, 'processNo' | 'levels'>,
): AsyncGenerator<EntryRow[]> {
  // Most processes are short: all at once then.
  if (Object.values(levels).reduce((sum, count) => sum + count, 0) <= fewestAtOnce) {
    yield await entries.between(portalNo, processNo, ...wholeJournal, true);
    return;
  }
  let atOnce = fewestAtOnce;
  for (let after: EntryKey | null = null; ;) {
    const keys: EntryKey[] = await entries.outline(portalNo, processNo, after, keysAtOnce);
    for (let from = 0; from < keys.length;) {
      const first = keys[from];
      const last = keys[Math.min(from + atOnce, keys.length) - 1];
      if (first === undefined || last === undefined) return;
      const rows = await entries.between(portalNo, processNo, first, last, true);
      yield rows;
      from += atOnce;
      if (rows.length > 0) atOnce = nextCount(rows);
    }
    after = keys.at(-1) ?? null;
    if (keys.length < keysAtOnce) return;
  }
}
