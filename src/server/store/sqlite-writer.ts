import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { type Change, StorageFailed, StorageFull, type WriteRequest, type Written } from './journal-store.ts';
import type { Database } from './schema.ts';
import { WriteBatch } from './write-batch.ts';
import { writerStatements } from './writer-statements.ts';

/**
 * Writes events into SQLite. A batch is one transaction: rows that its events touch are read once, folded in memory and
 * saved once, so that a thousand entries of a process cost one update of that process.
 */
export function createWriter(database: Kysely<Database>, connection: BetterSqlite3.Database) {
  const run = writerStatements(database, connection);
  const activityNos = new Map<string, number>();

  function writeAll(requests: readonly WriteRequest[], now: number): { written: Written[]; changes: Change[] } {
    const batches = new Map<number, WriteBatch>();
    const written = requests.map(({ portalNo, source, events }) => {
      let batch = batches.get(portalNo);
      if (batch === undefined) batches.set(portalNo, (batch = new WriteBatch(run, activityNos, portalNo, now)));
      const sourceNo = run.source(portalNo, source)?.source_no ?? addSource(portalNo, source);
      return events.map((event) => {
        if (run.addSeen({ portal_no: portalNo, source_no: sourceNo, event: event.id }) === 0)
          return 'duplicate' as const;
        batch.take(event);
        return 'accepted' as const;
      });
    });
    const touched = [...batches.values()].flatMap((batch) => batch.save());
    return { written, changes: touched };
  }

  function addSource(portalNo: number, source: string): number {
    const sourceNo = (run.lastSource(portalNo)?.n ?? 0) + 1;
    run.addSource({ portal_no: portalNo, source_no: sourceNo, source });
    return sourceNo;
  }

  const transaction = connection.transaction(writeAll);

  function write(requests: readonly WriteRequest[], now: number): { written: Written[]; changes: Change[] } {
    try {
      return transaction.immediate(requests, now);
    } catch (error) {
      // Numbers handed out by a transaction that was rolled back must not be remembered.
      activityNos.clear();
      throw storageError(error);
    }
  }

  /** Lets go what is kept only to ask the store less. */
  return { write, forget: () => activityNos.clear() };
}

/** Tells a full disk and a failing one from a defect of ours. */
export function storageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_FULL')) return new StorageFull('the disk is full', { cause: error });
  if (/^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|CORRUPT|NOTADB)/.test(code)) {
    return new StorageFailed(`the store cannot write (${code})`, { cause: error });
  }
  return error;
}
