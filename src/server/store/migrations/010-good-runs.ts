import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';

/** A failed run is compared with runs of the same template: they are found by it, from the moment of the failure on. */
export async function up(database: Kysely<Database>): Promise<void> {
  await database.schema
    .createIndex('process_of_template')
    .on('process')
    .columns(['portal_no', 'template_no', 'sort_at'])
    .execute();
}
