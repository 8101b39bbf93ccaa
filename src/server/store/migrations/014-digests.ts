import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Who is told of causes, and what they were told. */
export async function up(database: Kysely<Database>, { big, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('digest_settings')
    .addColumn('portal_no', 'integer', (c) => c.primaryKey())
    .addColumn('settings', 'text', (c) => c.notNull())
    .addColumn('webhook', 'text')
    .addColumn('since', big, (c) => c.notNull())
    .addColumn('looked_at', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('digest_sent')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('event_at', big, (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('due_at', big, (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('tries', 'integer', (c) => c.notNull())
    .addColumn('first_try_at', big)
    .addColumn('last_try_at', big)
    .addColumn('fault', 'text')
    .addColumn('status', 'integer')
    .addPrimaryKeyConstraint('digest_sent_key', ['portal_no', 'cause', 'event', 'event_at', 'channel'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('digest_due').on('digest_sent').columns(['portal_no', 'state', 'due_at']).execute();
}
