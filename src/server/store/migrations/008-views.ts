import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Views of the failures page that people keep. */
export async function up(database: Kysely<Database>, { big }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('failure_view')
    .addColumn('view_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('account_no', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('search', 'text', (c) => c.notNull())
    .addColumn('is_shared', 'integer', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .execute();
  await schema.createIndex('failure_view_of').on('failure_view').columns(['portal_no', 'view_no']).execute();
}
