import type BetterSqlite3 from 'better-sqlite3';
import type { Kysely } from 'kysely';
import type { Flags } from './flags.ts';
import type { Change } from './journal-store.ts';
import type { Database } from './schema.ts';
import { finder, inserter } from './statements.ts';
import { storageError } from './storage-errors.ts';

/** The place of an open flag that nobody is to come back to on a day: after all that have one. */
const someDay = Number.MAX_SAFE_INTEGER;

/** Changes flags, and in the same transaction what processes and cards count of them. Nothing is awaited within. */
export function flagWriter(
  database: Kysely<Database>,
  connection: BetterSqlite3.Database,
): Pick<Flags, 'put' | 'change' | 'close' | 'reopen'> {
  const prepared = (query: { compile(): { sql: string } }) => connection.prepare(query.compile().sql);
  const findPortal = finder(database, connection, 'portal', ['portal_no']);
  const findProcess = finder(database, connection, 'process', ['portal_no', 'process_no']);
  const findFlag = finder(database, connection, 'flag', ['portal_no', 'flag_no']);
  const saveLastNo = prepared(database.updateTable('portal').set({ last_no: 0 }).where('portal_no', '=', 0));
  const countInProcess = prepared(
    database
      .updateTable('process')
      .set((eb) => ({ flags: eb('flags', '+', 0), changed_no: 0 }))
      .where('portal_no', '=', 0)
      .where('process_no', '=', 0),
  );
  const countInCard = prepared(
    database
      .updateTable('card')
      .set((eb) => ({ flagged: eb('flagged', '+', 0) }))
      .where('portal_no', '=', 0)
      .where('card_no', '=', 0),
  );
  const tell = prepared(
    database
      .updateTable('flag')
      .set({ why: '', due_at: 0, sort_at: 0 })
      .where('portal_no', '=', 0)
      .where('flag_no', '=', 0)
      .where('open', '=', 1),
  );
  const end = prepared(
    database
      .updateTable('flag')
      .set({ open: 0, closed_at: 0, closed_by: '', sort_at: 0 })
      .where('portal_no', '=', 0)
      .where('flag_no', '=', 0)
      .where('open', '=', 1),
  );
  const openAgain = prepared(
    database
      .updateTable('flag')
      .set({
        open: 1,
        why: '',
        due_at: 0,
        sort_at: 0,
        closed_at: null,
        closed_by: null,
        reopened_at: 0,
        reopened_by: '',
      })
      .where('portal_no', '=', 0)
      .where('flag_no', '=', 0)
      .where('open', '=', 0),
  );
  const add = inserter(database, connection, 'flag', [
    'portal_no',
    'flag_no',
    'process_no',
    'at',
    'entry_no',
    'why',
    'due_at',
    'created_at',
    'by_account',
    'by_user',
    'by_name',
    'closed_at',
    'closed_by',
    'reopened_at',
    'reopened_by',
    'open',
    'sort_at',
    'entries',
    'sha256',
    'last_no',
    'taken_at',
  ]);

  /** One open flag more or less. Takes `changedNo`, the portal's newest number. */
  function count(process: Database['process'], by: 1 | -1, changedNo: number): Change {
    const { portal_no: portalNo, process_no: processNo, card_no: cardNo, flags } = process;
    countInProcess.run(by, changedNo, portalNo, processNo);
    const isOther = flags > 0 !== flags + by > 0;
    if (cardNo !== null && isOther) countInCard.run(by, portalNo, cardNo);
    saveLastNo.run(changedNo, portalNo);
    return { portalNo, processNo, cardNo, changedNo };
  }

  const lastNoOf = (portalNo: number): number => {
    const portal = findPortal(portalNo);
    if (portal === undefined) throw new Error(`no portal ${portalNo}`);
    return portal.last_no;
  };

  const inOne = <T>(work: () => T): T => {
    try {
      return connection.transaction(work).immediate();
    } catch (error) {
      throw storageError(error);
    }
  };

  return {
    async put(portalNo, { processNo, entry, why, dueAt, createdAt, by, byName, evidence }) {
      return inOne(() => {
        const process = findProcess(portalNo, processNo);
        if (process === undefined) return null;
        const flagNo = lastNoOf(portalNo) + 1;
        add({
          portal_no: portalNo,
          flag_no: flagNo,
          process_no: processNo,
          at: entry?.at ?? null,
          entry_no: entry?.no ?? null,
          why,
          due_at: dueAt,
          created_at: createdAt,
          by_account: by.account,
          by_user: by.user,
          by_name: byName,
          closed_at: null,
          closed_by: null,
          reopened_at: null,
          reopened_by: null,
          open: 1,
          sort_at: dueAt ?? someDay,
          entries: evidence.entries,
          sha256: evidence.sha256,
          last_no: evidence.lastNo,
          taken_at: evidence.takenAt,
        });
        return { flagNo, change: count(process, 1, flagNo + 1) };
      });
    },

    async change(portalNo, flagNo, { why, dueAt }) {
      return inOne(() => tell.run(why, dueAt, dueAt ?? someDay, portalNo, flagNo, 1).changes === 1);
    },

    async close(portalNo, flagNo, { at, by }) {
      return inOne(() => {
        const flag = findFlag(portalNo, flagNo);
        const process = flag === undefined ? undefined : findProcess(portalNo, flag.process_no);
        if (process === undefined || end.run(0, at, by, at, portalNo, flagNo, 1).changes === 0) return null;
        return count(process, -1, lastNoOf(portalNo) + 1);
      });
    },

    async reopen(portalNo, flagNo, { why, dueAt, at, by }) {
      return inOne(() => {
        const flag = findFlag(portalNo, flagNo);
        const process = flag === undefined ? undefined : findProcess(portalNo, flag.process_no);
        const place = dueAt ?? someDay;
        // Nobody has closed it any more: what is written of that are two nulls.
        const isChanged =
          process !== undefined &&
          openAgain.run(1, why, dueAt, place, null, null, at, by, portalNo, flagNo, 0).changes === 1;
        return isChanged ? count(process, 1, lastNoOf(portalNo) + 1) : null;
      });
    },
  };
}
