import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import type { AuditRow } from './audit-log.ts';
import { auditQueries } from './audit-queries.ts';
import { countAll, migrationsOf } from './care-queries.ts';
import type { StoreCounts } from './care.ts';
import { migrationNames } from './migrations/index.ts';
import type { Database } from './schema.ts';

/** What a copy of a store holds. */
export type CopyFacts = {
  /** The newest migration that it has. */
  migration: string;
  /** Migrations that only a newer release knows. */
  newer: string[];
  counts: StoreCounts;
  /** The end of its audit log; null when it is empty, or the copy is older than audit logs. */
  lastAudit: AuditRow | null;
  /** What is wrong with it, in the database's words. */
  problems: string[];
};

/**
 * Makes a copy of a store one file that needs no other, and says what it holds. `forgetVisitors`: nobody who was signed
 * in where it comes from is signed in where it goes, and no link or code of there works.
 * @throws when the file is no store
 */
export async function settleCopy(file: string, { forgetVisitors }: { forgetVisitors: boolean }): Promise<CopyFacts> {
  const connection = new BetterSqlite3(file, { fileMustExist: true });
  const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: connection }) });
  try {
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    connection.pragma('secure_delete = ON');
    connection.pragma('journal_mode = delete');
    const rows = connection.pragma('integrity_check') as { integrity_check: string }[];
    const problems = rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
    const migrations = await migrationsOf(database);
    const newer = migrations.filter((name) => !migrationNames.includes(name));
    const counts = await countAll(database);
    const lastAudit = migrations.includes('004-access') ? await auditQueries(database, connection).last() : null;
    if (forgetVisitors) {
      await database.deleteFrom('session').execute();
      await database.deleteFrom('claim').execute();
      await database.deleteFrom('invitation').execute();
      await database.deleteFrom('launch').execute();
    }
    return { migration: migrations.at(-1) ?? '', newer, counts, lastAudit, problems };
  } finally {
    await database.destroy();
  }
}
