import { type Kysely, type SqlBool, sql } from 'kysely';
import type { JournalStore } from './journal-store.ts';
import { selectProcesses, toProcess } from './process-rows.ts';
import type { Database } from './schema.ts';

/** Versions of a template that are looked into, those seen last first. */
const mostVersions = 10;
/** A longer journal is passed over: to look for one activity in it would take longer than anybody waits. */
const mostEntries = 5_000;

/** Runs over all cards: of a template, and those that have not ended. */
export function runQueries(
  database: Kysely<Database>,
): Pick<JournalStore['processes'], 'active' | 'endedOf' | 'withoutFailureOf'> {
  const versionsOf = async (portalNo: number, template: string): Promise<number[]> => {
    const rows = await database
      .selectFrom('template')
      .select('template_no')
      .where('portal_no', '=', portalNo)
      .where('id', '=', template)
      .orderBy('first_at', 'desc')
      .limit(mostVersions)
      .execute();
    return rows.map(({ template_no }) => template_no);
  };

  return {
    async active(portalNo, after, limit) {
      let query = selectProcesses(database).where('p.portal_no', '=', portalNo).where('p.active', '=', 1);
      if (after !== null)
        query = query.where(sql<SqlBool>`(p.sort_at, p.process_no) > (${after.sortAt}, ${after.processNo})`);
      const rows = await query.orderBy('p.sort_at').orderBy('p.process_no').limit(limit).execute();
      return rows.map(toProcess);
    },

    async endedOf(portalNo, template, limit) {
      const found = [];
      for (const templateNo of await versionsOf(portalNo, template)) {
        found.push(
          ...(await database
            .selectFrom('process')
            .select(['process_no', 'sort_at'])
            .where('portal_no', '=', portalNo)
            .where('template_no', '=', templateNo)
            .where('active', '=', 0)
            .orderBy('sort_at', 'desc')
            .limit(limit)
            .execute()),
        );
      }
      const latest = found.toSorted((a, b) => b.sort_at - a.sort_at).slice(0, limit);
      return latest.map(({ process_no }) => process_no);
    },

    async withoutFailureOf(portalNo, { template, activity, beside, at, side }, among, limit) {
      const [isBefore, order] = side === 'before' ? (['<=', 'desc'] as const) : (['>', 'asc'] as const);
      const activities = await database
        .selectFrom('activity')
        .select('activity_no')
        .where('portal_no', '=', portalNo)
        .where('name', '=', activity)
        .execute();
      if (activities.length === 0) return [];
      const numbers = sql.join(activities.map(({ activity_no }) => activity_no));
      const wrote = (level: ReturnType<typeof sql>) =>
        sql<SqlBool>`exists (select 1 from entry e where e.portal_no = p.portal_no and e.process_no = p.process_no
          and e.activity_no in (${numbers}) and ${level})`;
      const found = [];
      for (const templateNo of await versionsOf(portalNo, template)) {
        const latest = database
          .selectFrom('process')
          .select('process_no')
          .where('portal_no', '=', portalNo)
          .where('template_no', '=', templateNo)
          .where('sort_at', isBefore, at)
          .where('process_no', '!=', beside)
          .where(sql<SqlBool>`failures + warnings + messages + technicals between 1 and ${mostEntries}`)
          .orderBy('sort_at', order)
          .limit(among);
        const rows = await selectProcesses(database)
          .where('p.portal_no', '=', portalNo)
          .where('p.process_no', 'in', database.selectFrom(latest.as('latest')).select('latest.process_no'))
          .where(wrote(sql`e.level <> 0`))
          .where(sql<SqlBool>`not ${wrote(sql`e.level = 0`)}`)
          .orderBy('p.sort_at', order)
          .limit(limit)
          .execute();
        found.push(...rows.map(toProcess));
      }
      const sign = side === 'before' ? -1 : 1;
      return found.toSorted((a, b) => sign * (a.sortAt - b.sortAt)).slice(0, limit);
    },
  };
}
