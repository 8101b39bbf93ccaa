import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** What providers say later of messages that robots sent. */
export async function up(database: Kysely<Database>, { big, json, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('sent_message')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('activity_no', big, (c) => c.notNull())
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text')
    .addColumn('fingerprint', 'text')
    .addPrimaryKeyConstraint('sent_message_key', ['portal_no', 'message_id', 'process_no', 'at', 'entry_no'])
    .modifyEnd(clustered)
    .execute();
  // Retention deletes by process.
  await schema.createIndex('sent_message_of').on('sent_message').columns(['portal_no', 'process_no']).execute();
  await schema
    .createTable('delivery')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('delivery_no', big, (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('provider', 'text')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('cause', 'text')
    .addColumn('fingerprint', 'text')
    .addColumn('received_at', big, (c) => c.notNull())
    .addColumn('details', json)
    .addPrimaryKeyConstraint('delivery_key', ['portal_no', 'message_id', 'at', 'delivery_no'])
    .modifyEnd(clustered)
    .execute();
}
