import { setImmediate as nextTurn } from 'node:timers/promises';
import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { foldText } from './fold-text.ts';
import { type Condition, conditionOf, foundByIndex, numbersOf, rangeOf, tellsOf } from './list-conditions.ts';
import {
  entryFields,
  entryTables,
  failureFields,
  failureTables,
  type FieldSql,
  processFields,
  processTables,
} from './list-fields.ts';
import { merge } from './list-order.ts';
import type { EntryListField, FailureListField, ListAsk, ListedRow, Lists, ProcessListField } from './lists.ts';
import type { Database } from './schema.ts';

type Source<F extends string> = {
  tables: RawBuilder<unknown>;
  /** Whose rows they are. */
  of: Condition;
  fields: Readonly<Record<F, FieldSql>>;
  /** The columns that find a row at once, the number last; parts follow each other by the first. */
  key: readonly F[];
  /** Backwards: the part with the greatest keys first. */
  parts(isBackwards: boolean): AsyncIterable<Part>;
};

/** A stretch of rows that are looked through in one go. What comes in later parts lies beyond the edge, or on it. */
type Part = { condition: Condition; edge: number };

/**
 * `numbersAtOnce`: numbers that are looked through in one go, `entriesAtOnce`: entries of a journal; between two goes
 * others get their turn.
 */
export function listQueries(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  { numbersAtOnce = 50_000, entriesAtOnce = 4_000 } = {},
): Lists {
  connection.function('fold_text', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? foldText(text) : null,
  );

  /** First only the keys, so that sorting carries nothing else; then the rows of the page. */
  async function page<F extends string>({ tables, of, fields, key, parts }: Source<F>, ask: ListAsk<F>) {
    const number = key.at(-1) as F;
    const leading = key[0] as F;
    const conditions = [of, ...ask.where.map((one) => conditionOf(fields[one.field], one))];
    const order = ask.order.some(({ field }) => field === number)
      ? ask.order
      : [...ask.order, { field: number, descending: false }];
    const [first] = order;
    const isBackwards = first?.field === leading && first.descending;
    const by = sql.join(
      order.map(({ field, descending }) => (descending ? sql`${fields[field]} desc` : fields[field])),
    );
    const names = [...new Set([...key, ...order.map(({ field }) => field)])];
    const needed = ask.skip + ask.limit + 1;
    let keys: readonly ListedRow<F>[] = [];
    let total = 0;
    // The page is known: what comes in later parts is counted only.
    let isWhole = false;
    for await (const { condition, edge } of parts(isBackwards)) {
      const found = sql`from ${tables} where ${sql.join([...conditions, condition], sql` and `)}`;
      if (!isWhole) {
        const more = await select(names, fields, sql`${found} order by ${by} limit ${needed}`);
        keys = keys.length === 0 ? more : merge(keys, more, order).slice(0, needed);
        const last = keys.length < needed ? Number.NaN : Number(keys.at(-1)?.[leading]);
        isWhole = first?.field === leading && (isBackwards ? last > edge : last < edge);
      }
      if (total < ask.countTo) total += await count(found, ask.countTo - total);
      if (isWhole && total >= ask.countTo) break;
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

  /** Rows of a portal, one stretch of numbers after the other; all at once where an index finds them. */
  function partsOf<F extends string>(
    portalNo: number,
    number: FieldSql,
    { where }: Pick<ListAsk<F>, 'where'>,
    byIndex: RawBuilder<unknown> | null,
  ): Source<F>['parts'] {
    return async function* parts(isBackwards) {
      if (byIndex !== null) return yield { condition: byIndex as Condition, edge: Number.NaN };
      const portal = await database
        .selectFrom('portal')
        .select('last_no')
        .where('portal_no', '=', portalNo)
        .executeTakeFirst();
      const [from, to] = rangeOf(
        where.filter(({ field }) => field === 'no'),
        portal?.last_no ?? 0,
      );
      for (let done = 0; done <= to - from; done += numbersAtOnce) {
        const low = isBackwards ? Math.max(from, to - done - numbersAtOnce + 1) : from + done;
        const high = isBackwards ? to - done : Math.min(to, from + done + numbersAtOnce - 1);
        yield { condition: sql<SqlBool>`${number} between ${low} and ${high}`, edge: isBackwards ? low : high };
      }
    };
  }

  /** A journal, one stretch of entries after the other. */
  function partsOfJournal(portalNo: number, processNo: number): Source<EntryListField>['parts'] {
    return async function* parts(isBackwards) {
      let before: { at: number; no: number } | undefined;
      do {
        const beyond =
          before === undefined
            ? sql<SqlBool>`true`
            : isBackwards
              ? sql<SqlBool>`(e.at, e.entry_no) < (${before.at}, ${before.no})`
              : sql<SqlBool>`(e.at, e.entry_no) > (${before.at}, ${before.no})`;
        const direction = isBackwards ? 'desc' : 'asc';
        const end = await database
          .selectFrom('entry as e')
          .select(['e.at', 'e.entry_no as no'])
          .where('e.portal_no', '=', portalNo)
          .where('e.process_no', '=', processNo)
          .where(beyond)
          .orderBy('e.at', direction)
          .orderBy('e.entry_no', direction)
          .offset(entriesAtOnce - 1)
          .limit(1)
          .executeTakeFirst();
        if (end === undefined) return yield { condition: beyond, edge: Number.NaN };
        const upTo = isBackwards
          ? sql<SqlBool>`(e.at, e.entry_no) >= (${end.at}, ${end.no})`
          : sql<SqlBool>`(e.at, e.entry_no) <= (${end.at}, ${end.no})`;
        yield { condition: sql<SqlBool>`${beyond} and ${upTo}`, edge: end.at };
        before = end;
      } while (before !== undefined);
    };
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
      return await page(ofProcesses(portalNo, of, ask, now), ask);
    },

    async running(portalNo, ask, now) {
      const of = sql<SqlBool>`p.portal_no = ${portalNo} and p.active = 1`;
      return await page(ofProcesses(portalNo, of, ask, now), ask);
    },

    async entries(portalNo, processNo, ask) {
      const of = sql<SqlBool>`e.portal_no = ${portalNo} and e.process_no = ${processNo}`;
      const parts = partsOfJournal(portalNo, processNo);
      return await page({ tables: entryTables, of, fields: entryFields, key: ['at', 'no'], parts }, ask);
    },

    async failures(portalNo, ask) {
      const of = sql<SqlBool>`f.portal_no = ${portalNo}`;
      const processes = tellsOf(ask.where, 'process');
      const ofThem = sql`f.entry_no in (select entry_no from failure where portal_no = ${portalNo} and process_no in
        (${numbersOf(portalNo, processes ?? [])}))`;
      const parts = partsOf<FailureListField>(portalNo, failureFields.no, ask, processes === null ? null : ofThem);
      return await page({ tables: failureTables, of, fields: failureFields, key: ['no'], parts }, ask);
    },
  };

  function ofProcesses(
    portalNo: number,
    of: Condition,
    ask: ListAsk<ProcessListField>,
    now: number,
  ): Source<ProcessListField> {
    const fields = processFields(now);
    const parts = partsOf<ProcessListField>(portalNo, fields.no, ask, foundByIndex(portalNo, ask));
    return { tables: processTables, of, fields, key: ['no'], parts };
  }
}
