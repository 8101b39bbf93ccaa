import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Failures over all cards, and what people decided about their causes. */
export async function up(database: Kysely<Database>, { big, json, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema.alterTable('failure').addColumn('activity_no', big).execute();
  await sql`update failure set activity_no = (select e.activity_no from entry e where e.portal_no = failure.portal_no
    and e.process_no = failure.process_no and e.at = failure.at and e.entry_no = failure.entry_no)`.execute(database);
  await schema.createIndex('failure_by_at').on('failure').columns(['portal_no', 'at', 'entry_no']).execute();

  await schema.alterTable('template').addColumn('first_at', big).execute();
  // One pass over the processes: they have no index by template.
  await sql`update template set first_at = f.first_at from (
    select portal_no, template_no, min(coalesce(started_at, sort_at)) as first_at from process group by portal_no, template_no
    ) as f where f.portal_no = template.portal_no and f.template_no = template.template_no`.execute(database);

  await schema
    .createTable('cause_state')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('state_at', big)
    .addColumn('state_by', 'text')
    .addColumn('muted_until', big)
    .addColumn('muted_rate', 'integer')
    .addColumn('assignee', 'integer')
    .addPrimaryKeyConstraint('cause_state_key', ['portal_no', 'cause'])
    .modifyEnd(clustered)
    .execute();

  await schema
    .createTable('cause_note')
    .addColumn('note_no', 'integer', (c) => c.primaryKey())
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('other', 'text')
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('by_name', 'text')
    .addColumn('details', json, (c) => c.notNull())
    .execute();
  await schema.createIndex('cause_note_of').on('cause_note').columns(['portal_no', 'cause', 'note_no']).execute();
  await schema.createIndex('cause_note_also_of').on('cause_note').columns(['portal_no', 'other', 'note_no']).execute();

  await schema
    .createTable('cause_merge')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('into_cause', 'text', (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('by_name', 'text')
    .addPrimaryKeyConstraint('cause_merge_key', ['portal_no', 'cause'])
    .modifyEnd(clustered)
    .execute();
  await schema
    .createTable('cause_split')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('split', 'text', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('by_name', 'text')
    .addPrimaryKeyConstraint('cause_split_key', ['portal_no', 'split'])
    .modifyEnd(clustered)
    .execute();
}
