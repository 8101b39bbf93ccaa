import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Erasures of a subject, and who was erased. */
export async function up(database: Kysely<Database>, { big, json, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('erasure')
    .addColumn('erasure_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('sealed', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('by_kind', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text')
    .addColumn('began_at', big, (c) => c.notNull())
    .addColumn('ended_at', big)
    .addColumn('place', json)
    .addColumn('counts', json, (c) => c.notNull())
    .execute();
  await schema.createIndex('erasure_of').on('erasure').columns(['portal_no', 'erasure_no']).execute();

  await schema
    .createTable('erased_subject')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('key_id', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('erased_at', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('erased_subject_key', ['portal_no', 'kind', 'key_id', 'hash'])
    .modifyEnd(clustered)
    .execute();
}
