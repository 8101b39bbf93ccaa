/** Heights are fixed, so that any of a million rows can be placed without the ones before it. */
export const stepHeight = 40;
export const entryHeight = 36;

/** A step that is open: its ordinal in the process, its place in the list of steps, and how many entries it shows. */
export type Expansion = { step: number; at: number; entries: number };

/** A row is an address, not data: what it shows may not be loaded yet. `within`: place of its step, null in the flat list. */
export type Row = { kind: 'step'; at: number } | { kind: 'entry'; at: number; within: number | null };

export type RowModel = {
  count: number;
  height: number;
  rowAt(index: number): Row;
  /** -1 for a row that is not in the model (of a closed step, or past the end). */
  indexOf(row: Row): number;
  heightOf(index: number): number;
  /** Pixels above a row. */
  offsetOf(index: number): number;
};

/** All entries, one row each. */
export function entryRows(total: number): RowModel {
  return {
    count: total,
    height: total * entryHeight,
    rowAt: (index) => ({ kind: 'entry', at: index, within: null }),
    indexOf: (row) => (row.kind === 'entry' && row.within === null && row.at >= 0 && row.at < total ? row.at : -1),
    heightOf: () => entryHeight,
    offsetOf: (index) => index * entryHeight,
  };
}

type Open = Expansion & { first: number };

/** Steps, with the entries of the open ones below each. Logarithmic in the number of open steps, whatever they hold. */
export function stepRows(steps: number, expansions: Iterable<Expansion>): RowModel {
  const open: Open[] = [];
  let shown = 0;
  const listed = [...expansions].filter((item) => item.entries > 0 && item.at < steps);
  for (const item of listed.toSorted((a, b) => a.at - b.at)) {
    open.push({ ...item, first: item.at + 1 + shown });
    shown += item.entries;
  }

  const entriesBefore = (index: number): number => {
    const item = lastWhere(open, ({ first }) => first <= index);
    if (item === undefined) return 0;
    return item.first - item.at - 1 + Math.min(item.entries, index - item.first);
  };

  const rowAt = (index: number): Row => {
    const item = lastWhere(open, ({ first }) => first <= index);
    if (item !== undefined && index < item.first + item.entries) {
      return { kind: 'entry', within: item.at, at: index - item.first };
    }
    return { kind: 'step', at: index - entriesBefore(index) };
  };

  const indexOf = (row: Row): number => {
    if (row.kind === 'step') {
      if (row.at < 0 || row.at >= steps) return -1;
      // The entries of a step come after it, so only steps that stand before it count.
      const item = lastWhere(open, ({ at }) => at < row.at);
      return item === undefined ? row.at : row.at + item.first - item.at - 1 + item.entries;
    }
    const within = row.within;
    if (within === null) return -1;
    const item = lastWhere(open, ({ at }) => at <= within);
    if (item === undefined || item.at !== within || row.at < 0 || row.at >= item.entries) return -1;
    return item.first + row.at;
  };

  return {
    count: steps + shown,
    height: steps * stepHeight + shown * entryHeight,
    rowAt,
    indexOf,
    heightOf: (index) => (rowAt(index).kind === 'step' ? stepHeight : entryHeight),
    offsetOf: (index) => {
      const entries = entriesBefore(index);
      return (index - entries) * stepHeight + entries * entryHeight;
    },
  };
}

/** The last item that passes a test which, once failed, fails for all after it. */
function lastWhere<T>(items: readonly T[], test: (item: T) => boolean): T | undefined {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && test(item)) low = middle + 1;
    else high = middle;
  }
  return items[low - 1];
}

/** The row that a pixel of the list lies in; the nearest one beyond its ends. */
export function rowAtOffset(rows: RowModel, offset: number): number {
  let low = 0;
  let high = rows.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (rows.offsetOf(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A name for a row that stays its own while others come and go after it. */
export function rowKey(row: Row): string {
  if (row.kind === 'step') return `s${row.at}`;
  return row.within === null ? `e${row.at}` : `e${row.within}.${row.at}`;
}
