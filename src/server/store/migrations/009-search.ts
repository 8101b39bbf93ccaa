import { type Kysely, sql } from 'kysely';
import type { Dialect } from '#server/store/dialect.ts';
import type { Database } from '#server/store/schema.ts';

/** The word index over everything. It is filled from outside: a store of before is walked through after the start. */
export async function up(database: Kysely<Database>, { big, clustered }: Dialect): Promise<void> {
  const { schema } = database;
  await schema
    .createTable('search_queue')
    .addColumn('portal_no', 'integer', (c) => c.notNull())
    .addColumn('no', big, (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addPrimaryKeyConstraint('search_queue_key', ['portal_no', 'no'])
    .modifyEnd(clustered)
    .execute();
  await schema
    .createTable('search_entry')
    .addColumn('doc', 'integer', (c) => c.primaryKey())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('hidden', 'text')
    .addColumn('marks', 'text')
    .execute();
  await schema
    .createTable('search_walk')
    .addColumn('portal_no', 'integer', (c) => c.primaryKey())
    .addColumn('rules', 'text', (c) => c.notNull())
    .addColumn('process_no', big, (c) => c.notNull())
    .addColumn('at', big, (c) => c.notNull())
    .addColumn('entry_no', big, (c) => c.notNull())
    .addColumn('card_no', big, (c) => c.notNull())
    .addColumn('is_over', 'integer', (c) => c.notNull())
    .addColumn('is_first', 'integer', (c) => c.notNull())
    .execute();
  // Words come folded and parted by spaces, so the plainest tokenizer will do. The words of an entry are not kept a
  // second time: they are made again of the entry when it is taken out.
  await sql`create virtual table search_words using fts5(words, content='', columnsize=0, tokenize='ascii')`.execute(
    database,
  );
  await sql`create virtual table search_card using fts5(words, columnsize=0, tokenize='ascii')`.execute(database);
  for (const table of ['search_words', 'search_card']) {
    // Without it a word stays in the file after what it stood in is gone.
    await sql`insert into ${sql.table(table)}(${sql.ref(table)}, rank) values ('secure-delete', 1)`.execute(database);
  }
}
