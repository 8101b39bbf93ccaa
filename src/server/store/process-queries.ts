import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { builtOnce } from './built-query.ts';
import { type JournalStore, type ProcessFilter, silence } from './journal-store.ts';
import { selectProcesses, toProcess } from './process-rows.ts';
import type { runQueries } from './run-queries.ts';
import type { Database } from './schema.ts';

type Joined = Database & {
  c: Database['card'];
  t: Database['template'];
  fa: Database['activity'];
  la: Database['activity'];
};

/** SQL that is true for a process that `silenceAllowedMs` would call stuck at `now`. */
export function isStuck(now: number): Expression<SqlBool> {
  return sql<SqlBool>`(p.active = 1 and case
    when p.state = 'waiting' and p.waiting_until is not null then p.waiting_until < ${now} - ${sql.lit(silence.leastMs)}
    when coalesce(t.finished, 0) >= ${sql.lit(silence.usualFrom)}
      then coalesce(p.last_at, p.received_at) < ${now} - max(${sql.lit(silence.leastMs)}, 2 * t.longest_ms)
    when p.state = 'waiting' then 0
    else coalesce(p.last_at, p.received_at) < ${now} - ${sql.lit(silence.unknownMs)} end)`;
}

type Builder = ExpressionBuilder<Joined, never>;

function stateIs(eb: Builder, state: string, now: number): Expression<SqlBool> {
  const failed = sql<SqlBool>`p.failures > 0`;
  switch (state) {
    case 'stuck':
      return isStuck(now);
    case 'running':
      return eb.and([sql<SqlBool>`p.active = 1 and coalesce(p.state, 'running') = 'running'`, eb.not(isStuck(now))]);
    case 'waiting':
      return eb.and([sql<SqlBool>`p.state = 'waiting'`, eb.not(isStuck(now))]);
    case 'completed_with_failures':
      return eb.and([sql<SqlBool>`p.state = 'completed'`, failed]);
    case 'completed':
      return eb.and([sql<SqlBool>`p.state = 'completed'`, eb.not(failed)]);
    default:
      return sql<SqlBool>`p.state = ${state}`;
  }
}

export function processQueries(
  database: Kysely<Database>,
): Omit<JournalStore['processes'], keyof ReturnType<typeof runQueries>> {
  const ofCard = (portalNo: number, cardNo: number) =>
    selectProcesses(database).where('p.portal_no', '=', portalNo).where('p.card_no', '=', cardNo);

  const conditions = (filter: ProcessFilter) => (raw: unknown) => {
    const eb = raw as Builder;
    const all: Expression<SqlBool>[] = [];
    if (filter.section !== null) all.push(sql<SqlBool>`p.active = ${filter.section === 'active' ? 1 : 0}`);
    if (filter.states !== null) all.push(eb.or(filter.states.map((state) => stateIs(eb, state, filter.now))));
    if (filter.template !== null) all.push(sql<SqlBool>`t.id = ${filter.template}`);
    if (filter.stage !== null) all.push(sql<SqlBool>`p.stage_id = ${filter.stage}`);
    if (filter.from !== null) all.push(sql<SqlBool>`p.sort_at >= ${filter.from}`);
    if (filter.to !== null) all.push(sql<SqlBool>`p.sort_at <= ${filter.to}`);
    if (filter.failures) all.push(sql<SqlBool>`(p.failures > 0 or p.state = 'failed')`);
    if (filter.flagged) all.push(sql<SqlBool>`p.flags > 0`);
    return eb.and(all);
  };

  const byId = builtOnce(database, selectProcesses(database).where('p.portal_no', '=', 0).where('p.process', '=', ''));

  return {
    async find(portalNo, process) {
      const [row] = await byId(portalNo, process);
      return row === undefined ? null : toProcess(row);
    },

    async byNo(portalNo, processNo) {
      const row = await selectProcesses(database)
        .where('p.portal_no', '=', portalNo)
        .where('p.process_no', '=', processNo)
        .executeTakeFirst();
      return row === undefined ? null : toProcess(row);
    },

    async ofCard(portalNo, cardNo, filter, after, limit) {
      let query = ofCard(portalNo, cardNo).where(conditions(filter) as never);
      if (after !== null) {
        query = query.where(sql<SqlBool>`(p.sort_at, p.process_no) < (${after.sortAt}, ${after.processNo})`);
      }
      const rows = await query.orderBy('p.sort_at', 'desc').orderBy('p.process_no', 'desc').limit(limit).execute();
      return rows.map(toProcess);
    },

    async ofPortal(portalNo, filter, after, lookedAt) {
      const part = await database
        .selectFrom('process')
        .select('process_no')
        .where('portal_no', '=', portalNo)
        .where('process_no', '>', after)
        .orderBy('process_no')
        .limit(lookedAt)
        .execute();
      const last = part.at(-1)?.process_no;
      if (last === undefined) return { rows: [], last: null };
      let query = selectProcesses(database)
        .where('p.portal_no', '=', portalNo)
        .where('p.process_no', '>', after)
        .where('p.process_no', '<=', last)
        .where(conditions(filter) as never);
      if (filter.cardType !== null) query = query.where('c.type', '=', filter.cardType);
      const rows = await query.orderBy('p.process_no').execute();
      return { rows: rows.map(toProcess), last: part.length < lookedAt ? null : last };
    },

    async countOfCard(portalNo, cardNo, filter, bound) {
      const bounded = database
        .selectFrom('process as p')
        .leftJoin('template as t', (on) =>
          on.onRef('t.portal_no', '=', 'p.portal_no').onRef('t.template_no', '=', 'p.template_no'),
        )
        .select('p.process_no')
        .where('p.portal_no', '=', portalNo)
        .where('p.card_no', '=', cardNo)
        .where(conditions(filter) as never)
        .limit(bound)
        .as('found');
      const row = await database
        .selectFrom(bounded)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      return row.n;
    },

    async startedOfCard(portalNo, cardNo, before, limit) {
      const started = sql<number>`coalesce(p.started_at, p.sort_at)`;
      let query = ofCard(portalNo, cardNo);
      if (before !== null) query = query.where(sql<SqlBool>`(${started}, p.process_no) < (${before.at}, ${before.no})`);
      const rows = await query.orderBy(started, 'desc').orderBy('p.process_no', 'desc').limit(limit).execute();
      return rows.map(toProcess);
    },

    async changedOfCard(portalNo, cardNo, after, limit) {
      const rows = await ofCard(portalNo, cardNo)
        .where('p.changed_no', '>', after)
        .orderBy('p.changed_no')
        .limit(limit)
        .execute();
      return rows.map(toProcess);
    },

    async startedBetween(portalNo, cardNo, from, to, limit) {
      const rows = await ofCard(portalNo, cardNo)
        .where('p.started_at', '>=', from)
        .where('p.started_at', '<=', to)
        .orderBy('p.started_at')
        .limit(limit)
        .execute();
      return rows.map(toProcess);
    },

    async facets(portalNo, cardNo) {
      const of = () =>
        database.selectFrom('process as p').where('p.portal_no', '=', portalNo).where('p.card_no', '=', cardNo);
      const templates = await of()
        .innerJoin('template as t', (on) =>
          on.onRef('t.portal_no', '=', 'p.portal_no').onRef('t.template_no', '=', 'p.template_no'),
        )
        .select((eb) => ['t.id', eb.fn.max('t.name').as('name'), eb.fn.countAll<number>().as('processes')])
        .groupBy('t.id')
        .orderBy('processes', 'desc')
        .limit(200)
        .execute();
      const stages = await of()
        .where('p.stage_id', 'is not', null)
        .select((eb) => [
          'p.stage_id as id',
          eb.fn.max('p.stage_name').as('name'),
          eb.fn.countAll<number>().as('processes'),
        ])
        .groupBy('p.stage_id')
        .orderBy('processes', 'desc')
        .limit(200)
        .execute();
      return { templates, stages: stages.map((row) => ({ ...row, id: row.id ?? '' })) };
    },
  };
}
