import type { RowModel } from './rows.ts';

/** Items that one request brings. */
export const windowSize = 200;
/** Windows that stay in memory; the reader comes back to near places far more often than to far ones. */
const windowsKept = 20;

export type Range = { first: number; last: number };

/** Ordinals of the windows that hold items `first`…`last`. */
export function windowsOf(first: number, last: number, total: number): number[] {
  if (total <= 0) return [];
  const from = Math.floor(clamp(first, 0, total - 1) / windowSize);
  const to = Math.floor(clamp(last, 0, total - 1) / windowSize);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** What rows on the screen need: windows of the list itself, and windows of each open step by its place. */
export type Needed = { list: number[]; within: { at: number; windows: number[] }[] };

export function windowsFor(rows: RowModel, range: Range, total: number): Needed {
  const list = new Set<number>();
  const within = new Map<number, Set<number>>();
  for (let index = Math.max(0, range.first); index <= Math.min(range.last, rows.count - 1); index++) {
    const row = rows.rowAt(index);
    if (row.kind === 'step' || row.within === null) list.add(Math.floor(row.at / windowSize));
    else {
      // The step's row says whose entries these are, also when it is far above.
      list.add(Math.floor(row.within / windowSize));
      const windows = within.get(row.within) ?? new Set<number>();
      within.set(row.within, windows.add(Math.floor(row.at / windowSize)));
    }
  }
  return {
    list: [...list].filter((window) => window * windowSize < total).toSorted(ascending),
    within: [...within].map(([at, windows]) => ({ at, windows: [...windows].toSorted(ascending) })),
  };
}

/** When a list grew at its end: the windows whose items can be others now. Those before the old end stay as they are. */
export function grownWindows(before: number, after: number): number[] {
  if (after <= before) return [];
  return windowsOf(Math.max(0, before - 1), after - 1, after);
}

/** Which of the windows in memory may go: all but the newest, never one on the screen. */
export function staleWindows<T extends { usedAt: number; onScreen: boolean }>(
  windows: readonly T[],
  kept = windowsKept,
): T[] {
  const resting = windows.filter((item) => !item.onScreen).toSorted((a, b) => b.usedAt - a.usedAt);
  const room = Math.max(0, kept - (windows.length - resting.length));
  return resting.slice(room);
}

export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function ascending(a: number, b: number): number {
  return a - b;
}
