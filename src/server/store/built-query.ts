import type { Compilable, Kysely } from 'kysely';
import type { Database } from './schema.ts';

/**
 * A query that is asked at every call, built once: building takes longer than the database needs to answer it. The
 * values of `build` only hold places; what is given when it is asked stands in them, in the order they were built in.
 */
export function builtOnce<Row>(
  database: Kysely<Database>,
  query: Compilable<Row>,
): (...values: readonly (string | number | null)[]) => Promise<Row[]> {
  const built = query.compile();
  return async (...values) => {
    if (values.length !== built.parameters.length)
      throw new Error(`${built.parameters.length} values are needed: ${built.sql}`);
    return (await database.executeQuery<Row>({ ...built, parameters: values })).rows;
  };
}
