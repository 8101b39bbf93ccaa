import { type Kysely, type SqlBool, sql } from 'kysely';
import type { FlagFilter, FlagRow, Flags } from './flags.ts';
import { selectEntries } from './entry-queries.ts';
import type { Database } from './schema.ts';

type Reading = Omit<Flags, 'put' | 'change' | 'close' | 'reopen'>;

/** What is shown of a message in a list, and a sign more: it tells that there was more. */
const messageInList = 301;

export function flagQueries(database: Kysely<Database>): Reading {
  const joined = (portalNo: number) =>
    database
      .selectFrom('flag as f')
      .innerJoin('process as p', (on) =>
        on.onRef('p.portal_no', '=', 'f.portal_no').onRef('p.process_no', '=', 'f.process_no'),
      )
      .leftJoin('card as c', (on) => on.onRef('c.portal_no', '=', 'p.portal_no').onRef('c.card_no', '=', 'p.card_no'))
      .where('f.portal_no', '=', portalNo);

  const selected = (portalNo: number) =>
    joined(portalNo)
      .leftJoin('template as t', (on) =>
        on.onRef('t.portal_no', '=', 'p.portal_no').onRef('t.template_no', '=', 'p.template_no'),
      )
      .leftJoin('entry as e', (on) =>
        on
          .onRef('e.portal_no', '=', 'f.portal_no')
          .onRef('e.process_no', '=', 'f.process_no')
          .onRef('e.at', '=', 'f.at')
          .onRef('e.entry_no', '=', 'f.entry_no'),
      )
      .leftJoin('activity as a', (on) =>
        on.onRef('a.portal_no', '=', 'e.portal_no').onRef('a.activity_no', '=', 'e.activity_no'),
      )
      .selectAll('f')
      .select([
        'p.process',
        'c.type as card_type',
        'c.id as card_id',
        'c.title as card_title',
        'c.client_name as card_client',
        't.id as template_id',
        't.version as template_version',
        't.name as template_name',
        'a.name as activity_name',
        'a.title as activity_title',
        'a.code as activity_code',
        sql<string | null>`substr(e.message, 1, ${sql.lit(messageInList)})`.as('message'),
      ]);
  type Selected = Awaited<ReturnType<ReturnType<typeof selected>['execute']>>[number];

  const filtered = ({ state, now, by, card, only }: FlagFilter): SqlBool | ReturnType<typeof sql<SqlBool>> => {
    const conditions = [sql<SqlBool>`f.open = ${state === 'closed' ? 0 : 1}`];
    // The place of an open one is when to come back.
    if (state === 'due') conditions.push(sql<SqlBool>`f.sort_at <= ${now}`);
    if (by !== null) {
      conditions.push(by.user === null ? sql<SqlBool>`f.by_account = ${by.account}` : sql`f.by_user = ${by.user}`);
    }
    if (card !== null) conditions.push(sql<SqlBool>`c.type = ${card.type} and c.id = ${card.id}`);
    if (only !== null) {
      const any = only.map(({ type, id }) => sql<SqlBool>`(c.type = ${type} and c.id = ${id})`);
      conditions.push(any.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(any, sql` or `)})`);
    }
    return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
  };

  return {
    async find(portalNo, flagNo) {
      const row = await selected(portalNo).where('f.flag_no', '=', flagNo).executeTakeFirst();
      return row === undefined ? null : toFlag(row);
    },

    async ofProcess(portalNo, processNo, limit) {
      const rows = await selected(portalNo)
        .where('f.process_no', '=', processNo)
        .orderBy('f.open', 'desc')
        .orderBy('f.flag_no', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toFlag);
    },

    async list(portalNo, filter, after, limit) {
      const direction = filter.state === 'closed' ? 'desc' : 'asc';
      const beyond = sql.raw(direction === 'desc' ? '<' : '>');
      let query = selected(portalNo).where(filtered(filter) as never);
      if (after !== null) {
        query = query.where(sql<SqlBool>`(f.sort_at, f.flag_no) ${beyond} (${after.sortAt}, ${after.flagNo})`);
      }
      const rows = await query.orderBy('f.sort_at', direction).orderBy('f.flag_no', direction).limit(limit).execute();
      return rows.map(toFlag);
    },

    async count(portalNo, filter, bound) {
      const found = joined(portalNo)
        .select('f.flag_no')
        .where(filtered(filter) as never)
        .limit(bound)
        .as('found');
      const row = await database
        .selectFrom(found)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async lastNo(portalNo) {
      const row = await database
        .selectFrom('portal')
        .select('last_no')
        .where('portal_no', '=', portalNo)
        .executeTakeFirstOrThrow();
      return row.last_no;
    },

    async evidence(portalNo, processNo, lastNo, after, limit) {
      let query = selectEntries(database, portalNo, processNo, true).where('e.entry_no', '<=', lastNo);
      if (after !== null) query = query.where(sql<SqlBool>`(e.at, e.entry_no) > (${after.at}, ${after.no})`);
      const rows = await query.limit(limit).execute();
      return rows.map(({ at, entry_no: no, ...row }) => ({
        at,
        no,
        // Written out: another order of columns would be another hash.
        told: [
          row.type_code,
          row.status,
          row.result,
          row.attempt,
          row.user_id,
          row.user_name,
          row.unknown,
          row.message_length,
          row.message,
          row.name,
          row.title,
          row.code,
          row.details ?? null,
        ],
      }));
    },
  };

  function toFlag(row: Selected): FlagRow {
    return {
      flagNo: row.flag_no,
      processNo: row.process_no,
      process: row.process,
      card:
        row.card_type === null || row.card_id === null
          ? null
          : { type: row.card_type, id: row.card_id, title: row.card_title, client: row.card_client },
      template:
        row.template_id === null
          ? null
          : {
              id: row.template_id,
              version: row.template_version === '' ? null : row.template_version,
              name: row.template_name,
            },
      entry:
        row.at === null || row.entry_no === null
          ? null
          : {
              key: { at: row.at, no: row.entry_no },
              activity:
                row.activity_name === null
                  ? null
                  : { name: row.activity_name, title: row.activity_title, code: row.activity_code },
              message: row.message,
            },
      why: row.why,
      dueAt: row.due_at,
      createdAt: row.created_at,
      by:
        row.by_account === null ? { account: null, user: row.by_user ?? '' } : { account: row.by_account, user: null },
      byName: row.by_name,
      closedAt: row.closed_at,
      closedBy: row.closed_by,
      reopenedAt: row.reopened_at,
      reopenedBy: row.reopened_by,
      sortAt: row.sort_at,
      evidence: { entries: row.entries, sha256: row.sha256, lastNo: row.last_no, takenAt: row.taken_at },
    };
  }
}
