import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import type { FieldSql } from './list-fields.ts';
import type { ListAsk, ListCondition, ListValue, ProcessListField } from './lists.ts';

export type Condition = RawBuilder<SqlBool>;

/** The values of which a field has to have one; null when nothing says so. */
export function tellsOf<F extends string>(where: readonly ListCondition<F>[], field: F): readonly ListValue[] | null {
  const found = where.find((one) => one.field === field && one.operator === 'is' && !one.values.includes(null));
  return found?.values ?? null;
}

/** Conditions on processes and cards, said once more so that an index finds what they leave. */
export function foundByIndex(portalNo: number, { where }: ListAsk<ProcessListField>): RawBuilder<unknown> | null {
  const processes = tellsOf(where, 'process');
  if (processes !== null) return sql`p.process_no in (${numbersOf(portalNo, processes)})`;
  const [types, ids] = [tellsOf(where, 'cardType'), tellsOf(where, 'cardId')];
  if (types === null || ids === null) return null;
  return sql`p.process_no in (select process_no from process where portal_no = ${portalNo} and card_no in
    (select card_no from card where portal_no = ${portalNo} and type in (${valuesOf(types)}) and id in (${valuesOf(ids)})))`;
}

export function numbersOf(portalNo: number, processes: readonly ListValue[]): RawBuilder<unknown> {
  return sql`select process_no from process where portal_no = ${portalNo} and process in (${valuesOf(processes)})`;
}

/** A list of none is a list too. */
function valuesOf(values: readonly ListValue[]): RawBuilder<unknown> {
  return values.length === 0 ? sql`null` : sql.join(values);
}

/** The stretch of numbers that conditions leave, both ends included. */
export function rangeOf(
  conditions: readonly ListCondition<string>[],
  last: number,
): readonly [from: number, to: number] {
  let [from, to] = [1, last];
  for (const { operator, values } of conditions) {
    const numbers = values.filter((value) => typeof value === 'number');
    if (operator === 'more' || operator === 'at_least') from = Math.max(from, ...numbers);
    if (operator === 'less' || operator === 'at_most') to = Math.min(to, ...numbers);
    if (operator === 'is') [from, to] = [Math.max(from, Math.min(...numbers)), Math.min(to, Math.max(...numbers))];
  }
  return [from, to];
}

const comparisons = { less: '<', at_most: '<=', more: '>', at_least: '>=' } as const;

export function conditionOf(field: FieldSql, { operator, values }: ListCondition<string>): Condition {
  switch (operator) {
    case 'is':
      return isOneOf(field, values);
    case 'is_not':
      return sql<SqlBool>`not coalesce(${isOneOf(field, values)}, false)`;
    case 'less':
    case 'at_most':
    case 'more':
    case 'at_least':
      return sql<SqlBool>`${field} ${sql.raw(comparisons[operator])} ${values[0] ?? null}`;
    case 'contains':
      return sql<SqlBool>`instr(fold_text(${field}), ${foldText(String(values[0] ?? ''))}) > 0`;
  }
}

function isOneOf(field: FieldSql, values: readonly ListValue[]): Condition {
  const told = values.filter((value) => value !== null);
  const options = [
    ...(told.length > 0 ? [sql<SqlBool>`${field} in (${sql.join(told)})`] : []),
    ...(told.length < values.length ? [sql<SqlBool>`${field} is null`] : []),
  ];
  return options.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(options, sql` or `)})`;
}
