import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';

/** Programs read failures by number, from the last one they know. Failures are few, so the index costs little. */
export async function up(database: Kysely<Database>): Promise<void> {
  await database.schema.createIndex('failure_by_no').on('failure').columns(['portal_no', 'entry_no']).execute();
}
