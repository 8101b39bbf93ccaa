import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import { answersKeptMs } from './application-queries.ts';
import type { Change, Together, WriteRequest, Written } from './journal-store.ts';
import type { Database } from './schema.ts';
import { storageError } from './storage-errors.ts';
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
    const written = requests.map(({ portalNo, source, events, together }) => {
      const why = together === undefined ? null : saveTogether(portalNo, together, now);
      if (why !== null) return events.map(() => why);
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

  /** @returns why the events are not stored; null when they are */
  function saveTogether(portalNo: number, { answer, step }: Together, now: number): Written[number] | null {
    if (answer !== null) {
      run.dropOldAnswer(portalNo, answer.request, now - answersKeptMs);
      if (run.addAnswer({ portal_no: portalNo, ...answer, given_at: now }) === 0) return 'duplicate';
    }
    if (step !== null && run.closeStep(now, 'application', step.answer, portalNo, step.event) === 0) return 'too_late';
    return null;
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
