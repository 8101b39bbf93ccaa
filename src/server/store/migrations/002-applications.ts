import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Applications that speak the portal's REST: their tokens, what they registered, and what they wrote in vain. */
export async function up(database: Kysely<Database>, { big, json, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('event_token')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('activity', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('code', 'text')
    .addColumn('use_subscription', 'integer', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('expires_at', big)
    .addColumn('closed_at', big)
    .addColumn('closed_by', 'text')
    .addColumn('answer', json)
    .addPrimaryKeyConstraint('event_token_key', ['portal_no', 'event'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('event_token_of_process').on('event_token').columns(['portal_no', 'process_no']).execute();
  await schema
    .createTable('silent_write')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('writes', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('silent_write_key', ['portal_no', 'reason', 'day'])
    .execute();
  await schema
    .createTable('application')
    .addColumn('client_id', 'text', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('access_token')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('expires_at', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('registered_activity')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('client_id', 'text', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('is_robot', 'integer', (c) => c.notNull())
    .addColumn('handler', 'text', (c) => c.notNull())
    .addColumn('fields', json, (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('updated_at', big, (c) => c.notNull())
    .addColumn('wrote_at', big)
    .addPrimaryKeyConstraint('registered_activity_key', ['portal_no', 'client_id', 'code'])
    .execute();
  await schema
    .createTable('given_answer')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('request', 'text', (c) => c.notNull())
    .addColumn('answer', json, (c) => c.notNull())
    .addColumn('given_at', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('given_answer_key', ['portal_no', 'request'])
    .modifyEnd(clustered)
    .execute();
}
