import { type Expression, sql } from 'kysely';

/** What differs between the databases below the query builder. Nothing outside the store knows which one it is. */
export type Dialect = {
  /** Whole numbers of 64 bits. */
  big: 'integer' | 'bigint';
  real: 'real' | 'double precision';
  json: 'text' | 'jsonb';
  /** Makes a table lie in the order of its primary key, where the database can. */
  clustered: Expression<unknown>;
};

export const sqlite: Dialect = {
  big: 'integer',
  real: 'real',
  json: 'text',
  clustered: sql`without rowid`,
};
