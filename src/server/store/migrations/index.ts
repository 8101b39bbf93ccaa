import type { Kysely } from 'kysely';
import type { Database } from '#server/store/schema.ts';
import type { Dialect } from '#server/store/dialect.ts';
import { up as journal } from './001-journal.ts';
import { up as applications } from './002-applications.ts';
import { up as lists } from './003-lists.ts';
import { up as access } from './004-access.ts';
import { up as repeats } from './005-repeats.ts';
import { up as causes } from './006-causes.ts';
import { up as erasure } from './007-erasure.ts';
import { up as views } from './008-views.ts';
import { up as search } from './009-search.ts';
import { up as goodRuns } from './010-good-runs.ts';
import { up as deliveries } from './011-deliveries.ts';
import { up as flags } from './012-flags.ts';
import { up as explanations } from './013-explanations.ts';
import { up as digests } from './014-digests.ts';
import { up as reopenedFlags } from './015-reopened-flags.ts';
import { up as portalPeople } from './016-portal-people.ts';

/** Applied in this order, each in a transaction of its own, never changed once released. */
const migrations: { name: string; up: (database: Kysely<Database>, dialect: Dialect) => Promise<void> }[] = [
  { name: '001-journal', up: journal },
  { name: '002-applications', up: applications },
  { name: '003-lists', up: lists },
  { name: '004-access', up: access },
  { name: '005-repeats', up: repeats },
  { name: '006-causes', up: causes },
  { name: '007-erasure', up: erasure },
  { name: '008-views', up: views },
  { name: '009-search', up: search },
  { name: '010-good-runs', up: goodRuns },
  { name: '011-deliveries', up: deliveries },
  { name: '012-flags', up: flags },
  { name: '013-explanations', up: explanations },
  { name: '014-digests', up: digests },
  { name: '015-reopened-flags', up: reopenedFlags },
  { name: '016-portal-people', up: portalPeople },
];

/** Every migration that this release knows, in order. */
export const migrationNames: readonly string[] = migrations.map(({ name }) => name);

/**
 * Brings the tables up to date.
 * @throws when the store was written by a newer release: opening it could lose what only that release knows.
 */
export async function migrate(database: Kysely<Database>, dialect: Dialect, known = migrations): Promise<void> {
  await database.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('applied_at', dialect.big, (c) => c.notNull())
    .execute();
  const applied = await database.selectFrom('migration').select('name').orderBy('name').execute();
  const newer = applied.filter(({ name }) => !known.some((migration) => migration.name === name));
  if (newer.length > 0) {
    throw new Error(`the store was written by a newer release (it has ${newer.map(({ name }) => name).join(', ')})`);
  }
  for (const { name, up } of known) {
    if (applied.some((row) => row.name === name)) continue;
    await database.transaction().execute(async (transaction) => {
      await up(transaction, dialect);
      await transaction.insertInto('migration').values({ name, applied_at: Date.now() }).execute();
    });
  }
}
