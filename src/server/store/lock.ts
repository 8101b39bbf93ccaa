import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { StoreInUse } from './journal-store.ts';

/**
 * Keeps a second process from writing to the same store. The lock is a transaction held open on a file of its own: the
 * operating system lets it go when the process dies, however it dies, so no stale lock is ever left.
 * @throws StoreInUse, naming the process that has it
 */
export function lockStore(directory: string): { release(): void } {
  const lockFile = join(directory, 'journal.lock');
  const pidFile = join(directory, 'journal.pid');
  let connection: BetterSqlite3.Database | undefined;
  try {
    connection = new BetterSqlite3(lockFile, { timeout: 0 });
    connection.pragma('journal_mode = delete');
    connection.exec('begin exclusive');
  } catch (error) {
    connection?.close();
    if (isBusy(error)) {
      throw new StoreInUse(`the store in ${directory} is in use by another process${holder(pidFile)}; stop it first`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${lockFile} cannot be locked (${reason}); may this user write there?`, { cause: error });
  }
  const held = connection;
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return { release: () => held.close() };
}

/** The process that has the store open for writing, as ` (pid 12)`; null when none has. Asks without waiting or locking. */
export function storeHolder(directory: string): string | null {
  const lockFile = join(directory, 'journal.lock');
  if (!existsSync(lockFile)) return null;
  const connection = new BetterSqlite3(lockFile, { readonly: true, timeout: 0 });
  try {
    connection.prepare('select count(*) from sqlite_schema').get();
    return null;
  } catch {
    return holder(join(directory, 'journal.pid'));
  } finally {
    connection.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}

function holder(pidFile: string): string {
  try {
    return ` (pid ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
