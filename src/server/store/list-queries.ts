import { setImmediate as nextTurn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import {
  entryFields,
  entryTables,
  failureFields,
  failureTables,
  type FieldSql,
  processFields,
  processTables,
} from './list-fields.ts';
import type { ListAsk, ListCondition, ListedRow, Lists, ListPage, ListValue, ProcessListField } from './lists.ts';
import type { Database } from './schema.ts';

type Condition = RawBuilder<SqlBool>;

type Source<F extends string> = {
  tables: RawBuilder<unknown>;
  /** Whose rows they are. */
  of: Condition;
  fields: Readonly<Record<F, FieldSql>>;
  /** The columns that find a row at once, the number last. */
  key: readonly F[];
  /** A condition by which an index finds them: null where all have to be looked through. */
  found: RawBuilder<unknown> | null;
};

/** `numbersAtOnce`: numbers looked through in one go; between two goes others get their turn. */
export function listQueries(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  numbersAtOnce = 50_000,
): Lists {
  connection.function('fold_text', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );

  /** First only the keys, so that sorting carries nothing else; then the rows of the page. */
  async function page<F extends string>(portalNo: number, source: Source<F>, ask: ListAsk<F>): Promise<ListPage<F>> {
    const { tables, of, fields, key, found: byIndex } = source;
    const number = key.at(-1) as F;
    const conditions = [
      of,
      ...(byIndex === null ? [] : [byIndex]),
      ...ask.where.map((one) => conditionOf(fields[one.field], one)),
    ];
    const order = [
      ...ask.order.map(({ field, descending }) => (descending ? sql`${fields[field]} desc` : fields[field])),
      ...(ask.order.some(({ field }) => field === number) ? [] : [fields[number]]),
    ];
    const needed = ask.skip + ask.limit + 1;
    const keys: ListedRow<F>[] = [];
    let total = 0;
    for (const part of await partsOf(portalNo, source, ask)) {
      const found = sql`from ${tables} where ${sql.join([...conditions, part], sql` and `)}`;
      if (keys.length < needed) {
        const limit = needed - keys.length;
        keys.push(...(await select(key, fields, sql`${found} order by ${sql.join(order)} limit ${limit}`)));
      }
      if (total < ask.countTo) total += await count(found, ask.countTo - total);
      if (keys.length >= needed && total >= ask.countTo) break;
      await nextTurn();
    }
    const shown = keys.slice(ask.skip, needed - 1);
    const isMore = keys.length === needed;
    if (shown.length === 0) return { rows: [], isMore, total };

    const these = key.map((name) => sql`${fields[name]} in (${sql.join(shown.map((row) => row[name] ?? null))})`);
    const wanted = [...new Set([...ask.fields, ...key])];
    const rows = await select(wanted, fields, sql`from ${tables} where ${sql.join([of, ...these], sql` and `)}`);
    const byNumber = new Map(rows.map((row) => [row[number], row]));
    return { rows: shown.flatMap((row) => byNumber.get(row[number]) ?? []), isMore, total };
  }

  /** Where rows are read in the order of their numbers, one stretch of numbers after the other. */
  async function partsOf<F extends string>(portalNo: number, { fields, key, found }: Source<F>, ask: ListAsk<F>) {
    const number = key.at(-1) as F;
    const [first] = ask.order;
    if (found !== null || key.length > 1 || (first !== undefined && first.field !== number))
      return [sql<SqlBool>`true`];
    const portal = await database
      .selectFrom('portal')
      .select('last_no')
      .where('portal_no', '=', portalNo)
      .executeTakeFirst();
    const [from, to] = rangeOf(
      ask.where.filter(({ field }) => field === number),
      portal?.last_no ?? 0,
    );
    const starts = Array.from(
      { length: Math.max(0, Math.ceil((to - from + 1) / numbersAtOnce)) },
      (_, part) => from + part * numbersAtOnce,
    );
    if (first?.descending === true) starts.reverse();
    return starts.map((start) => {
      const end = Math.min(to, start + numbersAtOnce - 1);
      return sql<SqlBool>`${fields[number]} between ${start} and ${end}`;
    });
  }

  async function select<F extends string>(
    names: readonly F[],
    fields: Readonly<Record<F, FieldSql>>,
    rest: RawBuilder<unknown>,
  ): Promise<ListedRow<F>[]> {
    const columns = names.map((name) => sql`${fields[name]} as ${sql.ref(name)}`);
    const { rows } = await sql<ListedRow<F>>`select ${sql.join(columns)} ${rest}`.execute(database);
    return rows;
  }

  async function count(found: RawBuilder<unknown>, bound: number): Promise<number> {
    const { rows } = await sql<{
      n: number;
    }>`select count(*) as n from (select 1 ${found} limit ${bound}) as x`.execute(database);
    return rows[0]?.n ?? 0;
  }

  return {
    async processes(portalNo, ask, now) {
      const of = sql<SqlBool>`p.portal_no = ${portalNo}`;
      const found = foundByIndex(portalNo, ask);
      return await page(portalNo, { tables: processTables, of, fields: processFields(now), key: ['no'], found }, ask);
    },

    async running(portalNo, ask, now) {
      const of = sql<SqlBool>`p.portal_no = ${portalNo} and p.active = 1`;
      const found = foundByIndex(portalNo, ask);
      return await page(portalNo, { tables: processTables, of, fields: processFields(now), key: ['no'], found }, ask);
    },

    async entries(portalNo, processNo, ask) {
      const of = sql<SqlBool>`e.portal_no = ${portalNo} and e.process_no = ${processNo}`;
      return await page(
        portalNo,
        { tables: entryTables, of, fields: entryFields, key: ['at', 'no'], found: null },
        ask,
      );
    },

    async failures(portalNo, ask) {
      const of = sql<SqlBool>`f.portal_no = ${portalNo}`;
      const processes = tellsOf(ask.where, 'process');
      const ofThem = sql`f.entry_no in (select entry_no from failure where portal_no = ${portalNo} and process_no in
        (${ofProcesses(portalNo, processes ?? [])}))`;
      const found = processes === null ? null : ofThem;
      return await page(portalNo, { tables: failureTables, of, fields: failureFields, key: ['no'], found }, ask);
    },
  };
}

/** The values of which a field has to have one; null when nothing says so. */
function tellsOf<F extends string>(where: readonly ListCondition<F>[], field: F): readonly ListValue[] | null {
  const found = where.find((one) => one.field === field && one.operator === 'is' && !one.values.includes(null));
  return found?.values ?? null;
}

/** Conditions on processes and cards, said once more so that an index finds what they leave. */
function foundByIndex(portalNo: number, { where }: ListAsk<ProcessListField>): RawBuilder<unknown> | null {
  const processes = tellsOf(where, 'process');
  if (processes !== null) return sql`p.process_no in (${ofProcesses(portalNo, processes)})`;
  const [types, ids] = [tellsOf(where, 'cardType'), tellsOf(where, 'cardId')];
  if (types === null || ids === null) return null;
  return sql`p.process_no in (select process_no from process where portal_no = ${portalNo} and card_no in
    (select card_no from card where portal_no = ${portalNo} and type in (${valuesOf(types)}) and id in (${valuesOf(ids)})))`;
}

function ofProcesses(portalNo: number, processes: readonly ListValue[]): RawBuilder<unknown> {
  return sql`select process_no from process where portal_no = ${portalNo} and process in (${valuesOf(processes)})`;
}

/** A list of none is a list too. */
function valuesOf(values: readonly ListValue[]): RawBuilder<unknown> {
  return values.length === 0 ? sql`null` : sql.join(values);
}

/** The stretch of numbers that conditions leave, both ends included. */
function rangeOf(conditions: readonly ListCondition<string>[], last: number): readonly [from: number, to: number] {
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

function conditionOf(field: FieldSql, { operator, values }: ListCondition<string>): Condition {
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
