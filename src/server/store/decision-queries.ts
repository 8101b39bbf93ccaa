import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type Selectable, sql } from 'kysely';
import { causeStates } from '#contract/failures.ts';
import type { CauseNoteRow, Causes, CauseStateRow, NewCauseNote } from './causes.ts';
import { explanationQueries } from './explanation-queries.ts';
import { columnsOf, personIn } from './person-key.ts';
import type { Database } from './schema.ts';
import { storageError } from './storage-errors.ts';

type Decisions = Pick<
  Causes,
  'grouping' | 'states' | 'stateOf' | 'putState' | 'merge' | 'unmerge' | 'split' | 'addNote' | 'notes'
>;

/** What people decided about causes: a few rows, kept for good. */
export function decisionQueries(database: Kysely<Database>, connection: BetterSqlite3.Database): Decisions {
  /** In one transaction with the note that tells of it. Nothing is awaited within. */
  function decide(portalNo: number, note: NewCauseNote, change: () => void): number {
    try {
      return connection
        .transaction(() => {
          change();
          const { cause, other, at, kind, by, details } = note;
          return Number(
            connection
              .prepare(
                'insert into cause_note (portal_no, cause, other, at, kind, by_name, details) values (?, ?, ?, ?, ?, ?, ?)',
              )
              .run(portalNo, cause, other, at, kind, by, details).lastInsertRowid,
          );
        })
        .immediate();
    } catch (error) {
      throw storageError(error);
    }
  }

  return {
    async grouping(portalNo) {
      const merges = await database
        .selectFrom('cause_merge')
        .select(['cause', 'into_cause as into', 'at', 'by_name as by'])
        .where('portal_no', '=', portalNo)
        .orderBy('cause')
        .execute();
      const splits = await database
        .selectFrom('cause_split')
        .select(['split', 'cause', 'fingerprint', 'at', 'by_name as by'])
        .where('portal_no', '=', portalNo)
        .orderBy('split')
        .execute();
      return { merges, splits, explanations: await explanationQueries(database).list(portalNo) };
    },

    async states(portalNo) {
      const rows = await database.selectFrom('cause_state').selectAll().where('portal_no', '=', portalNo).execute();
      return rows.map(toState);
    },

    async stateOf(portalNo, cause) {
      const row = await database
        .selectFrom('cause_state')
        .selectAll()
        .where('portal_no', '=', portalNo)
        .where('cause', '=', cause)
        .executeTakeFirst();
      return row === undefined ? null : toState(row);
    },

    async putState(portalNo, { cause, state, stateAt, stateBy, mutedUntil, mutedRate, assignee }, note) {
      const { account, portalPerson } = columnsOf(assignee);
      decide(portalNo, note, () => {
        connection
          .prepare(
            `insert or replace into cause_state (portal_no, cause, state, state_at, state_by, muted_until, muted_rate,
               assignee, assignee_person) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(portalNo, cause, state, stateAt, stateBy, mutedUntil, mutedRate, account, portalPerson);
      });
    },

    async merge(portalNo, { cause, into, at, by }, note) {
      decide(portalNo, note, () => {
        const put = connection.prepare(
          'insert or replace into cause_merge (portal_no, cause, into_cause, at, by_name) values (?, ?, ?, ?, ?)',
        );
        connection
          .prepare('update cause_merge set into_cause = ? where portal_no = ? and into_cause = ?')
          .run(into, portalNo, cause);
        put.run(portalNo, cause, into, at, by);
      });
    },

    async unmerge(portalNo, cause, note) {
      decide(portalNo, note, () => {
        connection.prepare('delete from cause_merge where portal_no = ? and cause = ?').run(portalNo, cause);
      });
    },

    async split(portalNo, { split, cause, fingerprint, at, by }, note) {
      decide(portalNo, note, () => {
        // It may have been split off before, and merged again.
        connection.prepare('delete from cause_merge where portal_no = ? and cause = ?').run(portalNo, split);
        connection
          .prepare(
            `insert or replace into cause_split (portal_no, split, cause, fingerprint, at, by_name)
             values (?, ?, ?, ?, ?, ?)`,
          )
          .run(portalNo, split, cause, fingerprint, at, by);
      });
    },

    async addNote(portalNo, note) {
      return decide(portalNo, note, () => undefined);
    },

    async notes(portalNo, causes, before, limit) {
      const list = JSON.stringify(causes);
      const { rows } = await sql<CauseNoteRow>`select note_no as no, cause, other, at, kind, by_name as by, details
        from cause_note where portal_no = ${portalNo} and note_no < ${before ?? Number.MAX_SAFE_INTEGER}
        and (cause in (select value from json_each(${list})) or other in (select value from json_each(${list})))
        order by note_no desc limit ${limit}`.execute(database);
      return [...rows];
    },
  };
}

function toState(row: Selectable<Database['cause_state']>): CauseStateRow {
  return {
    cause: row.cause,
    state: causeStates.find((state) => state === row.state) ?? 'new',
    stateAt: row.state_at,
    stateBy: row.state_by,
    mutedUntil: row.muted_until,
    mutedRate: row.muted_rate,
    assignee: personIn({ account: row.assignee, portalPerson: row.assignee_person }),
  };
}
