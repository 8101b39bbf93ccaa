import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Everything the first release stores. */
export async function up(database: Kysely<Database>, dialect: Dialect): Promise<void> {
  const { big, json } = dialect;
  const schema = database.schema;
  const clustered = dialect.clustered;

  await schema
    .createTable('portal')
    .addColumn('portal_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal', 'text', (c) => c.notNull().unique())
    .addColumn('title', 'text')
    .addColumn('time_zone', 'text', (c) => c.notNull())
    .addColumn('origin', 'text')
    .addColumn('last_no', big, (c) => c.notNull())
    .execute();

  await schema
    .createTable('source')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('source_no', 'integer', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('source_key', ['portal_no', 'source_no'])
    .addUniqueConstraint('source_name', ['portal_no', 'source'])
    .execute();

  await schema
    .createTable('seen_event')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('source_no', 'integer', (c) => c.notNull())
    .addColumn('event', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('seen_event_key', ['portal_no', 'source_no', 'event'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('card')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('card_no', big, (c) => c.notNull())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('pipeline', 'text')
    .addColumn('stage_id', 'text')
    .addColumn('stage_name', 'text')
    .addColumn('stage_color', 'text')
    .addColumn('stage_semantics', 'text')
    .addColumn('stage_since', big)
    .addColumn('responsible_id', 'text')
    .addColumn('responsible_name', 'text')
    .addColumn('client_id', 'text')
    .addColumn('client_name', 'text')
    .addColumn('amount', dialect.real)
    .addColumn('currency', 'text')
    .addColumn('url', 'text')
    .addColumn('told_at', big)
    .addColumn('last_at', big)
    .addColumn('search_text', 'text', (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('completed', 'integer', (c) => c.notNull())
    .addColumn('failed', 'integer', (c) => c.notNull())
    .addColumn('details', json)
    .addPrimaryKeyConstraint('card_key', ['portal_no', 'card_no'])
    .addUniqueConstraint('card_ref', ['portal_no', 'type', 'id'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('card_latest').on('card').columns(['portal_no', 'last_at', 'card_no']).execute();

  await schema
    .createTable('stage_change')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('card_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('change_no', big, (c) => c.notNull())
    .addColumn('stage_id', 'text', (c) => c.notNull())
    .addColumn('stage_name', 'text')
    .addColumn('stage_color', 'text')
    .addColumn('stage_semantics', 'text')
    .addPrimaryKeyConstraint('stage_change_key', ['portal_no', 'card_no', 'at', 'change_no'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('pipeline_stage')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('card_type', 'text', (c) => c.notNull())
    .addColumn('pipeline', 'text', (c) => c.notNull())
    .addColumn('stage_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('color', 'text')
    .addColumn('semantics', 'text')
    .addColumn('place_sum', big, (c) => c.notNull())
    .addColumn('places', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('pipeline_stage_key', ['portal_no', 'card_type', 'pipeline', 'stage_id'])
    .execute();

  await schema
    .createTable('template')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('template_no', big, (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('card_type', 'text')
    .addColumn('stage_id', 'text')
    .addColumn('stage_name', 'text')
    .addColumn('origin', 'text')
    .addColumn('logging', 'integer')
    .addColumn('told_at', big)
    .addColumn('finished', 'integer', (c) => c.notNull())
    .addColumn('longest_ms', big, (c) => c.notNull())
    .addColumn('details', json)
    .addPrimaryKeyConstraint('template_key', ['portal_no', 'template_no'])
    .addUniqueConstraint('template_ref', ['portal_no', 'id', 'version'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('process')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('process', 'text', (c) => c.notNull())
    .addColumn('card_no', big)
    .addColumn('template_no', big)
    .addColumn('stage_id', 'text')
    .addColumn('stage_name', 'text')
    .addColumn('stage_color', 'text')
    .addColumn('stage_semantics', 'text')
    .addColumn('state', 'text')
    .addColumn('state_title', 'text')
    .addColumn('started_at', big)
    .addColumn('finished_at', big)
    .addColumn('started_by_id', 'text')
    .addColumn('started_by_name', 'text')
    .addColumn('trigger_code', 'text')
    .addColumn('trigger_name', 'text')
    .addColumn('waiting_until', big)
    .addColumn('trimmed_to', 'integer')
    .addColumn('told_at', big)
    .addColumn('state_at', big)
    .addColumn('last_entry_at', big)
    .addColumn('received_at', big, (c) => c.notNull())
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('sort_at', big, (c) => c.notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('warnings', 'integer', (c) => c.notNull())
    .addColumn('messages', 'integer', (c) => c.notNull())
    .addColumn('technicals', 'integer', (c) => c.notNull())
    .addColumn('starts', 'integer', (c) => c.notNull())
    .addColumn('failure_at', big)
    .addColumn('failure_no', big)
    .addColumn('failure_activity_no', big)
    .addColumn('failure_cause', 'text')
    .addColumn('failure_message', 'text')
    .addColumn('last_at', big)
    .addColumn('last_activity_no', big)
    .addColumn('last_message', 'text')
    .addColumn('changed_no', big, (c) => c.notNull())
    .addColumn('details', json)
    .addPrimaryKeyConstraint('process_key', ['portal_no', 'process_no'])
    .addUniqueConstraint('process_ref', ['portal_no', 'process'])
    .modifyEnd(clustered)
    .execute();
  await schema
    .createIndex('process_of_card')
    .on('process')
    .columns(['portal_no', 'card_no', 'active', 'sort_at', 'process_no'])
    .execute();
  // Retention asks for completed processes by age.
  await schema.createIndex('process_by_age').on('process').columns(['portal_no', 'active', 'sort_at']).execute();

  await schema
    .createTable('activity')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('activity_no', big, (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('code', 'text')
    .addColumn('key', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('activity_key', ['portal_no', 'activity_no'])
    .addUniqueConstraint('activity_ref', ['portal_no', 'key'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('entry')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('type_code', 'integer')
    .addColumn('level', 'integer', (c) => c.notNull())
    .addColumn('status', 'integer')
    .addColumn('result', 'integer')
    .addColumn('activity_no', big, (c) => c.notNull())
    .addColumn('attempt', 'integer')
    .addColumn('marks', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('user_name', 'text')
    .addColumn('cause', 'text')
    .addColumn('unknown', json)
    .addColumn('message_length', 'integer')
    // Last: a long message lies on overflow pages that a scan of the columns before it never reads.
    .addColumn('message', 'text')
    .addPrimaryKeyConstraint('entry_key', ['portal_no', 'process_no', 'at', 'entry_no'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('entry_details')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('details', json, (c) => c.notNull())
    .addPrimaryKeyConstraint('entry_details_key', ['portal_no', 'process_no', 'at', 'entry_no'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('failure')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('fingerprint', 'text')
    .addPrimaryKeyConstraint('failure_key', ['portal_no', 'cause', 'at', 'entry_no'])
    .modifyEnd(clustered)
    .execute();
  await schema.createIndex('failure_of_process').on('failure').columns(['portal_no', 'process_no']).execute();

  await schema
    .createTable('account')
    .addColumn('account_no', 'integer', (c) => c.primaryKey())
    .addColumn('email', 'text', (c) => c.notNull().unique())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password', 'text', (c) => c.notNull())
    .addColumn('portals', json, (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('session')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('account_no', 'integer', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('seen_at', big, (c) => c.notNull())
    .execute();
  await schema
    .createTable('access_key')
    .addColumn('key_id', 'text', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('user', 'text', (c) => c.notNull())
    .addColumn('scopes', 'text', (c) => c.notNull())
    .addColumn('secret_hash', 'text', (c) => c.notNull())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('expires_at', big)
    .addColumn('used_at', big)
    .execute();
  await schema
    .createTable('claim')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('expires_at', big, (c) => c.notNull())
    .execute();
}
