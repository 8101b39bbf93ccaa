import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Who may do what, and what was done: frames, invitations, rotated keys, masking, the audit log. */
export async function up(database: Kysely<Database>, { big, json }: Dialect): Promise<void> {
  const { schema } = database;
  const add = async (table: string, column: string, type: 'text' | 'integer' | typeof big | typeof json) =>
    await schema.alterTable(table).addColumn(column, type).execute();

  await add('portal', 'member_id', 'text');
  await add('portal', 'connection', json);
  await add('portal', 'connection_secret', 'text');
  await add('portal', 'masking', json);
  await schema.createIndex('portal_by_member').unique().on('portal').column('member_id').execute();

  await schema
    .alterTable('account')
    .addColumn('state', 'text', (c) => c.notNull().defaultTo('active'))
    .execute();
  await add('account', 'oidc_issuer', 'text');
  await add('account', 'oidc_subject', 'text');
  await add('account', 'signed_in_at', big);
  await schema
    .createIndex('account_by_subject')
    .unique()
    .on('account')
    .columns(['oidc_issuer', 'oidc_subject'])
    .execute();

  await add('session', 'session', 'text');
  await add('session', 'browser', 'text');
  await add('session', 'network', 'text');
  await schema.createIndex('session_of_account').on('session').column('account_no').execute();

  // Numbers are given once: the audit log names people by them, also those who are gone.
  await schema
    .createTable('removed_account')
    .addColumn('account_no', 'integer', (c) => c.primaryKey())
    .execute();

  await schema
    .createTable('invitation')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('account_no', 'integer', (c) => c.notNull().unique())
    .addColumn('expires_at', big, (c) => c.notNull())
    .execute();

  await add('access_key', 'title', 'text');
  await add('access_key', 'created_by', 'text');
  await add('access_key', 'revoked_at', big);
  await add('access_key', 'old_secret_hash', 'text');
  await add('access_key', 'old_until', big);

  await schema
    .createTable('launch')
    .addColumn('launch_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('user_name', 'text')
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('card_type', 'text')
    .addColumn('card_id', 'text')
    .addColumn('code_hash', 'text', (c) => c.unique())
    .addColumn('bearer_hash', 'text', (c) => c.unique())
    .addColumn('created_at', big, (c) => c.notNull())
    .addColumn('expires_at', big, (c) => c.notNull())
    .execute();
  await schema.createIndex('launch_by_expiry').on('launch').column('expires_at').execute();
  await schema
    .createTable('used_launch_token')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('token', 'text', (c) => c.notNull())
    .addColumn('expires_at', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('used_launch_token_key', ['portal_no', 'token'])
    .execute();

  await schema
    .createTable('audit_event')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('portal_no', 'integer')
    .addColumn('actor_kind', 'text', (c) => c.notNull())
    .addColumn('actor', 'text')
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('object_kind', 'text')
    .addColumn('object', 'text')
    // Text in every database: the event's hash is over its very letters.
    .addColumn('details', 'text', (c) => c.notNull())
    .addColumn('request_id', 'text')
    .addColumn('network', 'text')
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('audit_by_at').on('audit_event').column('at').execute();
  await schema.createIndex('audit_by_object').on('audit_event').columns(['object', 'seq']).execute();
  await schema.createIndex('audit_by_action').on('audit_event').columns(['action', 'seq']).execute();
  await schema.createIndex('audit_by_actor').on('audit_event').columns(['actor', 'seq']).execute();
}
