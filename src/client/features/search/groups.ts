import type { ProcessInList } from '#contract/process.ts';
import type { FoundEntry } from '#contract/search.ts';

/** Entries of one journal that were found one after another. */
export type Group = { key: string; process: ProcessInList; entries: FoundEntry[] };

/** Results by journal, in their order: one that is found again further down is a group of its own, so nothing moves when more come. */
export function toGroups(pages: readonly { items: FoundEntry[]; processes: ProcessInList[] }[]): Group[] {
  const processes = new Map(pages.flatMap((page) => page.processes.map((process) => [process.process, process])));
  const groups: Group[] = [];
  for (const entry of pages.flatMap(({ items }) => items)) {
    const last = groups.at(-1);
    const process = processes.get(entry.process);
    if (last?.process.process === entry.process) last.entries.push(entry);
    else if (process !== undefined) groups.push({ key: entry.entry, process, entries: [entry] });
  }
  return groups;
}

/** What an entry is called by while one goes through the results: an entry's id is its portal's. */
export function placeOf(
  entries: readonly FoundEntry[],
  process: string,
  entry: string | null,
): { index: number; previous: FoundEntry | null; next: FoundEntry | null } | null {
  const index = entries.findIndex((one) => one.process === process && one.entry === entry);
  return index === -1 ? null : { index, previous: entries[index - 1] ?? null, next: entries[index + 1] ?? null };
}
