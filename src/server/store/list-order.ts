import type { ListedRow, ListOrder, ListValue } from './lists.ts';

/** Two pages in the same order as one. */
export function merge<F extends string>(
  a: readonly ListedRow<F>[],
  b: readonly ListedRow<F>[],
  order: readonly ListOrder<F>[],
): ListedRow<F>[] {
  return [...a, ...b].sort((one, other) => {
    for (const { field, descending } of order) {
      const difference = compare(one[field] ?? null, other[field] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
}

/** As the database orders: nothing, numbers, then texts by their bytes. */
function compare(a: ListValue, b: ListValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string')
    return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rankOf(a) - rankOf(b);
}

function rankOf(value: ListValue): number {
  if (value === null) return 0;
  return typeof value === 'number' ? 1 : 2;
}
