import { type Kysely, sql } from 'kysely';
import type { Database } from '#server/store/schema.ts';

/** What a request that may be sent again was about, and who wrote what was not kept. */
export async function up(database: Kysely<Database>): Promise<void> {
  const { schema } = database;
  // A hash of what was asked: the same key with another content is another request, and is refused.
  await schema
    .alterTable('given_answer')
    .addColumn('content', 'text', (c) => c.notNull().defaultTo(''))
    .execute();

  // The writer belongs to the key of the table, so the table is made anew.
  await schema.alterTable('silent_write').renameTo('silent_write_of_nobody').execute();
  await schema
    .createTable('silent_write')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('writer', 'text', (c) => c.notNull())
    .addColumn('writes', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('silent_write_by_writer_key', ['portal_no', 'day', 'reason', 'writer'])
    .execute();
  await sql`insert into silent_write (portal_no, day, reason, writer, writes)
    select portal_no, day, reason, '', writes from silent_write_of_nobody`.execute(database);
  await schema.dropTable('silent_write_of_nobody').execute();
}
