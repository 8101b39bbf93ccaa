import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Marks that people put on processes and entries. Lists never join them: processes and cards count their own. */
export async function up(database: Kysely<Database>, { big, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('flag')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('flag_no', big, (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big)
    .addColumn('entry_no', big)
    .addColumn('why', 'text', (c) => c.notNull())
    .addColumn('due_at', big)
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('by_account', 'integer')
    .addColumn('by_user', 'text')
    .addColumn('by_name', 'text')
    .addColumn('closed_at', big)
    .addColumn('closed_by', 'text')
    .addColumn('open', 'integer', (c) => c.notNull())
    .addColumn('sort_at', big, (c) => c.notNull())
    .addColumn('entries', 'integer', (c) => c.notNull())
    .addColumn('sha256', 'text', (c) => c.notNull())
    .addColumn('last_no', big, (c) => c.notNull())
    .addColumn('taken_at', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('flag_key', ['portal_no', 'flag_no'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('flag_of_process').on('flag').columns(['portal_no', 'process_no']).execute();
  await schema.createIndex('flag_in_order').on('flag').columns(['portal_no', 'open', 'sort_at', 'flag_no']).execute();

  await schema
    .alterTable('process')
    .addColumn('flags', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema
    .alterTable('card')
    .addColumn('flagged', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  // Flagged cards are few among many.
  await schema
    .createIndex('card_flagged')
    .on('card')
    .columns(['portal_no', 'last_at', 'card_no'])
    .where(sql<SqlBool>`flagged > 0`)
    .execute();
}
