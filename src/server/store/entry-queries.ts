import { type Kysely, type SqlBool, sql } from 'kysely';
import { levels } from '#contract/entry.ts';
import { deliveryQueries } from './delivery-queries.ts';
import type { ActivityRow, EntryKey, EntryRow, JournalStore } from './journal-store.ts';
import type { Database } from './schema.ts';

/** Entries of a process in journal order, with their activities. */
export function selectEntries(database: Kysely<Database>, portalNo: number, processNo: number, details: boolean) {
  return database
    .selectFrom('entry as e')
    .innerJoin('activity as a', (on) =>
      on.onRef('a.portal_no', '=', 'e.portal_no').onRef('a.activity_no', '=', 'e.activity_no'),
    )
    .where('e.portal_no', '=', portalNo)
    .where('e.process_no', '=', processNo)
    .$if(details, (query) =>
      query
        .leftJoin('entry_details as d', (on) =>
          on
            .onRef('d.portal_no', '=', 'e.portal_no')
            .onRef('d.process_no', '=', 'e.process_no')
            .onRef('d.at', '=', 'e.at')
            .onRef('d.entry_no', '=', 'e.entry_no'),
        )
        .select('d.details'),
    )
    .select([
      'e.at',
      'e.entry_no',
      'e.type_code',
      'e.level',
      'e.status',
      'e.result',
      'e.attempt',
      'e.user_id',
      'e.user_name',
      'e.cause',
      'e.unknown',
      'e.message_length',
      'e.message',
      'a.name',
      'a.title',
      'a.code',
    ])
    .orderBy('e.at')
    .orderBy('e.entry_no');
}

export function entryQueries(database: Kysely<Database>): Pick<JournalStore, 'entries' | 'failures'> {
  const entriesOf = (portalNo: number, processNo: number, details: boolean) =>
    selectEntries(database, portalNo, processNo, details);

  type Selected = Awaited<ReturnType<ReturnType<typeof entriesOf>['execute']>>[number];
  const toEntry = (row: Selected): EntryRow => ({
    key: { at: row.at, no: row.entry_no },
    typeCode: row.type_code,
    level: levels[row.level] ?? 'technical',
    status: row.status,
    result: row.result,
    unknown: row.unknown,
    activity: { name: row.name, title: row.title, code: row.code },
    attempt: row.attempt,
    userId: row.user_id,
    userName: row.user_name,
    cause: row.cause,
    message: row.message,
    messageLength: row.message_length,
    ...(row.details === undefined ? {} : { details: row.details }),
  });

  return {
    entries: {
      deliveries: deliveryQueries(database).deliveries,

      async outline(portalNo, processNo, after, limit) {
        let query = database
          .selectFrom('entry')
          .select([
            'at',
            'entry_no as no',
            'type_code as typeCode',
            'level',
            'result',
            'activity_no as activityNo',
            'attempt',
            'marks',
          ])
          .where('portal_no', '=', portalNo)
          .where('process_no', '=', processNo);
        if (after !== null) query = query.where(isAfter(after));
        return await query.orderBy('at').orderBy('entry_no').limit(limit).execute();
      },

      async activities(portalNo, activityNos) {
        const found = new Map<number, ActivityRow>();
        for (let from = 0; from < activityNos.length; from += 500) {
          const rows = await database
            .selectFrom('activity')
            .select(['activity_no', 'name', 'title', 'code'])
            .where('portal_no', '=', portalNo)
            .where('activity_no', 'in', activityNos.slice(from, from + 500))
            .execute();
          for (const { activity_no, ...activity } of rows) found.set(activity_no, activity);
        }
        return found;
      },

      async between(portalNo, processNo, first, last, details) {
        const rows = await entriesOf(portalNo, processNo, details)
          .where(sql<SqlBool>`(e.at, e.entry_no) >= (${first.at}, ${first.no})`)
          .where(sql<SqlBool>`(e.at, e.entry_no) <= (${last.at}, ${last.no})`)
          .execute();
        return rows.map(toEntry);
      },

      async byKeys(portalNo, processNo, keys, details) {
        const found: EntryRow[] = [];
        for (let from = 0; from < keys.length; from += 400) {
          const part = keys.slice(from, from + 400);
          const values = sql.join(part.map(({ at, no }) => sql`(${at}, ${no})`));
          const rows = await entriesOf(portalNo, processNo, details)
            .where(sql<SqlBool>`(e.at, e.entry_no) in (values ${values})`)
            .execute();
          found.push(...rows.map(toEntry));
        }
        return found;
      },

      async texts(portalNo, processNo, after, limit) {
        let query = database
          .selectFrom('entry as e')
          .leftJoin('entry_details as d', (on) =>
            on
              .onRef('d.portal_no', '=', 'e.portal_no')
              .onRef('d.process_no', '=', 'e.process_no')
              .onRef('d.at', '=', 'e.at')
              .onRef('d.entry_no', '=', 'e.entry_no'),
          )
          .select(['e.at', 'e.entry_no as no', 'e.activity_no as activityNo', 'e.message', 'd.details'])
          .where('e.portal_no', '=', portalNo)
          .where('e.process_no', '=', processNo);
        if (after !== null) query = query.where(sql<SqlBool>`(e.at, e.entry_no) > (${after.at}, ${after.no})`);
        return await query.orderBy('e.at').orderBy('e.entry_no').limit(limit).execute();
      },
    },

    failures: {
      async ofCause(portalNo, cause, since, limit) {
        const rows = await database
          .selectFrom('failure as f')
          .innerJoin('process as p', (on) =>
            on.onRef('p.portal_no', '=', 'f.portal_no').onRef('p.process_no', '=', 'f.process_no'),
          )
          .leftJoin('card as c', (on) =>
            on.onRef('c.portal_no', '=', 'p.portal_no').onRef('c.card_no', '=', 'p.card_no'),
          )
          .select(['f.fingerprint', 'p.card_no', 'c.type', 'c.id', 'c.amount', 'c.currency'])
          .where('f.portal_no', '=', portalNo)
          .where('f.cause', '=', cause)
          .where('f.at', '>=', since)
          .orderBy('f.at', 'desc')
          .limit(limit)
          .execute();
        return rows.map(({ fingerprint, card_no, type, id, amount, currency }) => ({
          fingerprint,
          card: card_no === null || type === null || id === null ? null : { cardNo: card_no, type, id },
          amount: amount === null ? null : { value: amount, currency },
        }));
      },
    },
  };
}

function isAfter(key: EntryKey) {
  return sql<SqlBool>`(at, entry_no) > (${key.at}, ${key.no})`;
}
