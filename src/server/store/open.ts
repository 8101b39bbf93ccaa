import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { accountQueries } from './account-queries.ts';
import { auditQueries } from './audit-queries.ts';
import { launchQueries } from './launch-queries.ts';
import { portalPeopleQueries } from './portal-people-queries.ts';
import { portalQueries } from './portal-queries.ts';
import { applicationQueries } from './application-queries.ts';
import { cardQueries } from './card-queries.ts';
import { careQueries, migrationsOf } from './care-queries.ts';
import { causeQueries } from './cause-queries.ts';
import { digestQueries } from './digest-queries.ts';
import { createDeletion } from './deletion.ts';
import { sqlite } from './dialect.ts';
import { entryQueries } from './entry-queries.ts';
import { erasureQueries } from './erasure-queries.ts';
import { flagQueries } from './flag-queries.ts';
import { flagWriter } from './flag-writer.ts';
import { type JournalStore, StoreUnreadable } from './journal-store.ts';
import { listQueries } from './list-queries.ts';
import { keepStatements, type KeptStatements } from './kept-statements.ts';
import { lockStore } from './lock.ts';
import { migrate, migrationNames } from './migrations/index.ts';
import { tellPlanner } from './planner.ts';
import { processQueries } from './process-queries.ts';
import { runQueries } from './run-queries.ts';
import { createPurge } from './purge.ts';
import { scanQueries } from './scan-queries.ts';
import type { Database } from './schema.ts';
import { searchQueries } from './search-queries.ts';
import { createWriter } from './sqlite-writer.ts';
import { storedTexts } from './stored-texts.ts';
import { storageError, withStorageErrors } from './storage-errors.ts';
import { explanationQueries } from './explanation-queries.ts';
import { viewQueries } from './view-queries.ts';

/** Below this SQLite can lose committed transactions of a store in WAL mode. */
const leastSqlite = [3, 51, 3];
/** Pages kept in memory, KiB. The operating system's cache does the rest. */
const cacheKib = 8 * 1024;

export type OpenOptions = {
  /**
   * `journal`: for the one process that writes journals. `accounts`: for a command that only makes keys and claims and
   * may run beside it. `reading`: changes nothing, and may run beside it too.
   */
  purpose: 'journal' | 'accounts' | 'reading';
};

/**
 * Opens the embedded store of a directory, making it if it is not there.
 * @throws StoreInUse when another process has it; StoreUnreadable when it is to be read only and is not there, or is of
 * another release; Error when the file is no store, is damaged, or is of a newer release
 */
export async function openStore(directory: string, { purpose }: OpenOptions): Promise<JournalStore> {
  if (purpose === 'reading') return await openForReading(directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = purpose === 'journal' ? lockStore(directory) : null;
  const file = join(directory, 'journal.db');
  const isNew = !existsSync(file);
  if (isNew && existsSync(`${file}-wal`)) {
    lock?.release();
    throw new Error(`${file} is gone, but its log ${file}-wal is there; restore it from a backup`);
  }
  const connection = new BetterSqlite3(file, { timeout: 5000 });
  try {
    requireSqlite(connection);
    configure(connection);
    if (!isNew && purpose === 'journal') requireSound(connection);
    // Identifiers are ours and plain; unquoted they read better in an error.
    const statements = keepStatements(connection);
    const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: statements }) });
    await migrate(database, sqlite);
    if (purpose === 'journal') tellPlanner(connection);
    return compose(database, connection, statements, file, lock);
  } catch (error) {
    connection.close();
    lock?.release();
    throw damageOf(file, error);
  }
}

/**
 * Opens a settled copy of a store where it lies, and brings it up to this release: what is changed in it is so from its
 * first moment as a store on. Its caller alone knows the file.
 */
export async function openCopy(file: string): Promise<JournalStore> {
  const connection = new BetterSqlite3(file, { fileMustExist: true });
  try {
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    connection.pragma('secure_delete = ON');
    connection.pragma('trusted_schema = OFF');
    connection.pragma('temp_store = MEMORY');
    const statements = keepStatements(connection);
    const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: statements }) });
    await migrate(database, sqlite);
    return compose(database, connection, statements, file, null);
  } catch (error) {
    connection.close();
    throw damageOf(file, error);
  }
}

async function openForReading(directory: string): Promise<JournalStore> {
  const file = join(directory, 'journal.db');
  if (!existsSync(file)) throw new StoreUnreadable(`there is no journal in ${directory}; is DATA_DIR right?`);
  const connection = new BetterSqlite3(file, { readonly: true, timeout: 5000 });
  try {
    connection.pragma('trusted_schema = OFF');
    connection.pragma('cell_size_check = ON');
    connection.pragma(`cache_size = -${cacheKib}`);
    requireSound(connection);
    const statements = keepStatements(connection);
    const database = new Kysely<Database>({ dialect: new SqliteDialect({ database: statements }) });
    const applied = await migrationsOf(database).catch(() => []);
    if (applied.some((name) => !migrationNames.includes(name))) {
      throw new StoreUnreadable(`the store in ${directory} was written by a newer release; use that release`);
    }
    if (applied.length < migrationNames.length) {
      throw new StoreUnreadable(
        `the store in ${directory} is of an older release; start the server once to bring it up to date`,
      );
    }
    return compose(database, connection, statements, file, null);
  } catch (error) {
    connection.close();
    throw damageOf(file, error);
  }
}

/** Says of which file the database speaks, and what to do, when it cannot make sense of it. */
function damageOf(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return error;
  const words = error instanceof Error ? error.message : '';
  return new Error(`${file} is damaged, or no journal at all (${words}); restore it from a backup`, { cause: error });
}

function configure(connection: BetterSqlite3.Database): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('secure_delete = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cell_size_check = ON');
  connection.pragma(`cache_size = -${cacheKib}`);
  connection.pragma('temp_store = MEMORY');
  // A checkpoint each 16 MiB: fewer, larger ones cost bulk loading less.
  connection.pragma('wal_autocheckpoint = 4000');
}

function requireSqlite(connection: BetterSqlite3.Database): void {
  const version = String(connection.prepare('select sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [place, least] of leastSqlite.entries()) {
    const part = parts[place] ?? 0;
    if (part > least) return;
    if (part < least)
      throw new Error(`SQLite ${version} can lose committed data; ${leastSqlite.join('.')} or later is needed`);
  }
}

/** A header and schema that can be read; the whole file is for `doctor`, which may take its time. */
function requireSound(connection: BetterSqlite3.Database): void {
  connection.prepare('select count(*) from sqlite_schema').get();
}

function compose(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
  statements: KeptStatements,
  file: string,
  lock: { release(): void } | null,
): JournalStore {
  const writer = createWriter(database, connection);
  const deletion = createDeletion(database, connection);
  const purge = createPurge(database, connection, deletion);
  return {
    portals: portalQueries(database),
    accounts: withStorageErrors(accountQueries(database)),
    launches: launchQueries(database),
    portalPeople: withStorageErrors(portalPeopleQueries(database)),
    audit: auditQueries(database, connection),
    ...entryQueries(database),
    cards: cardQueries(database),
    processes: { ...processQueries(database), ...runQueries(database) },
    applications: withStorageErrors(applicationQueries(database)),
    scan: scanQueries(database),
    care: careQueries(database, connection),
    texts: storedTexts(database, connection),
    erasures: erasureQueries(database, connection, deletion),
    lists: listQueries(database, connection),
    causes: causeQueries(database, connection),
    views: withStorageErrors(viewQueries(database)),
    search: searchQueries(database, connection),
    flags: { ...flagQueries(database), ...flagWriter(database, connection) },
    digests: withStorageErrors(digestQueries(database)),
    explanations: withStorageErrors(explanationQueries(database)),
    write: async (requests, now) => writer.write(requests, now),
    async facts() {
      const count = async (table: 'card' | 'process') =>
        (
          await database
            .selectFrom(table)
            .select((eb) => eb.fn.countAll<number>().as('n'))
            .executeTakeFirstOrThrow()
        ).n;
      const last = await database
        .selectFrom('portal')
        .select((eb) => eb.fn.max('last_no').as('n'))
        .executeTakeFirst();
      return {
        cards: await count('card'),
        processes: await count('process'),
        lastNo: last?.n ?? 0,
        bytes: statSync(file).size,
      };
    },
    async purge(before, limit) {
      try {
        return await purge(before, limit);
      } catch (error) {
        throw storageError(error);
      }
    },
    async backup(target) {
      // Held on to one moment: each commit of another process would make the copy start anew.
      if (connection.readonly) connection.exec('begin; select name from migration');
      try {
        await connection.backup(target);
      } finally {
        if (connection.readonly) connection.exec('commit');
      }
    },
    async check() {
      const rows = connection.pragma('integrity_check') as { integrity_check: string }[];
      return rows.map((row) => row.integrity_check).filter((text) => text !== 'ok');
    },
    async ready() {
      try {
        // A page is written and flushed, and nothing of it is anybody's data: a full disk is noticed, not guessed.
        const version = Number(connection.pragma('user_version', { simple: true }));
        connection.pragma(`user_version = ${version === 1 ? 2 : 1}`);
        return true;
      } catch {
        return false;
      }
    },
    letGo() {
      statements.forget();
      writer.forget();
      connection.pragma('shrink_memory');
    },
    async close() {
      if (lock !== null) connection.pragma('wal_checkpoint(TRUNCATE)');
      await database.destroy();
      lock?.release();
    },
  };
}
