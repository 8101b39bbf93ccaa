import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Database } from './schema.ts';

/*
 * The writer's statements: built by the query builder once, prepared once, run for each row. Building each time would
 * cost more than the insert itself.
 */

type Table = keyof Database;
type Row<T extends Table> = Database[T];

export type Inserter<T extends Table> = (row: Row<T>) => number;

/** Inserts a row; the number is how many rows changed. `update`: columns that a row of the same key gets from the new one. */
export function inserter<T extends Table>(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  table: T,
  columns: readonly (keyof Row<T> & string)[],
  conflict: { key: readonly string[]; update: readonly string[] | null } | null = null,
): Inserter<T> {
  const sample = Object.fromEntries(columns.map((column) => [column, 0]));
  let query = database.insertInto(table).values(sample as never);
  if (conflict !== null) {
    query = query.onConflict((on) => {
      const target = on.columns(conflict.key as never);
      if (conflict.update === null) return target.doNothing();
      const set = conflict.update.map((column) => [
        column,
        (eb: { ref(name: string): unknown }) => eb.ref(`excluded.${column}`),
      ]);
      return target.doUpdateSet(Object.fromEntries(set) as never);
    });
  }
  const statement = connection.prepare(query.compile().sql);
  return (row) => statement.run(...columns.map((column) => row[column])).changes;
}

/** Finds the row whose columns have these values. */
export function finder<T extends Table>(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  table: T,
  columns: readonly (keyof Row<T> & string)[],
): (...values: unknown[]) => Row<T> | undefined {
  let query = database.selectFrom(table as never).selectAll();
  for (const column of columns) query = query.where(column as never, '=', 0 as never);
  const statement = connection.prepare(query.compile().sql);
  return (...values) => statement.get(...values) as Row<T> | undefined;
}
