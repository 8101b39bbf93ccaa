import type { ListAsk, ListCondition, ListedRow, ListPage, ListValue } from '#server/store/journal-store.ts';

/** Asks a list that is held whole, as the store answers for those that are not. Rows come in the order they keep when equal. */
export function pageOf<F extends string>(all: readonly ListedRow<F>[], ask: ListAsk<F>): ListPage<F> {
  const found = all.filter((row) => ask.where.every((condition) => holds(row[condition.field] ?? null, condition)));
  found.sort((a, b) => {
    for (const { field, descending } of ask.order) {
      const difference = compare(a[field] ?? null, b[field] ?? null);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  });
  return {
    rows: found.slice(ask.skip, ask.skip + ask.limit),
    isMore: found.length > ask.skip + ask.limit,
    total: Math.min(found.length, ask.countTo),
  };
}

function holds<F extends string>(value: ListValue, { operator, values }: ListCondition<F>): boolean {
  if (operator === 'is') return values.includes(value);
  if (operator === 'is_not') return !values.includes(value);
  const other = values[0] ?? null;
  if (value === null || other === null) return false;
  switch (operator) {
    case 'less':
      return compare(value, other) < 0;
    case 'at_most':
      return compare(value, other) <= 0;
    case 'more':
      return compare(value, other) > 0;
    case 'at_least':
      return compare(value, other) >= 0;
    case 'contains':
      return String(value).includes(String(other));
  }
}

/** Empty values first, numbers by size, texts by their characters. */
function compare(a: ListValue, b: ListValue): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : a > b ? 1 : 0;
}
