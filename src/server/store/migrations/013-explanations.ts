import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Explanations that a portal writes itself. */
export async function up(database: Kysely<Database>, { big, json }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('explanation')
    .addColumn('explanation_no', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('words', json, (c) => c.notNull())
    .addColumn('hit', 'text', (c) => c.notNull())
    .addColumn('fixer', 'text', (c) => c.notNull())
    .addColumn('retry', 'text', (c) => c.notNull())
    .addColumn('matching', json, (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('changed_at', big, (c) => c.notNull())
    .addColumn('changed_by', 'text')
    .execute();
  await schema.createIndex('explanation_of').on('explanation').columns(['portal_no', 'explanation_no']).execute();
}
