import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Users of a portal, without an account here, who answer for causes and keep views. */
export async function up(database: Kysely<Database>, { big }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('portal_person')
    .addColumn('person_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('is_support', 'integer', (c) => c.notNull())
    .addUniqueConstraint('portal_person_of', ['portal_no', 'user_id'])
    .execute();

  await schema.alterTable('cause_state').addColumn('assignee_person', 'integer').execute();

  // Made anew: not every database lets a column be empty that could not be before.
  await schema.alterTable('failure_view').renameTo('failure_view_before').execute();
  await schema
    .createTable('failure_view')
    .addColumn('view_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('account_no', 'integer')
    .addColumn('person_no', 'integer')
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('search', 'text', (c) => c.notNull())
    .addColumn('is_shared', 'integer', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addCheckConstraint('failure_view_maker', sql`(account_no is null) <> (person_no is null)`)
    .execute();
  await sql`insert into failure_view (view_no, portal_no, account_no, name, search, is_shared, created_at)
    select view_no, portal_no, account_no, name, search, is_shared, created_at from failure_view_before`.execute(
    database,
  );
  await schema.dropTable('failure_view_before').execute();
  await schema.createIndex('failure_view_of').on('failure_view').columns(['portal_no', 'view_no']).execute();
}
