import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';

/** Who opened a closed flag again, and when. */
export async function up(database: Kysely<Database>, { big }: Dialect): Promise<void> {
  const { schema } = database;
  await schema.alterTable('flag').addColumn('reopened_at', big).execute();
  await schema.alterTable('flag').addColumn('reopened_by', 'text').execute();
}
