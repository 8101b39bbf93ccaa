import type BetterSqlite3 from 'better-sqlite3';
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type {
  CausePart,
  Causes,
  CauseText,
  FailureMoment,
  FailureRow,
  HitCard,
  ShownFailure,
  TemplateVersion,
} from './causes.ts';
import { decisionQueries } from './decision-queries.ts';
import type { EntryKey, StageRow } from './journal-store.ts';
import { personOf } from './process-rows.ts';
import type { Database } from './schema.ts';

/** As much of a message as a list shows, and one letter more: whether it was cut is seen by it. */
const messageLength = 301;

const factsOf = (texts: boolean) => sql`f.at, f.entry_no as no, f.cause, f.process_no as "processNo",
  coalesce(f.activity_no, 0) as "activityNo", p.card_no as "cardNo", p.template_no as "templateNo", p.stage_id as "stageId",
  ${texts ? sql`f.fingerprint` : sql`null`} as fingerprint`;

const withProcess = sql`from failure f
  left join process p on p.portal_no = f.portal_no and p.process_no = f.process_no`;

/** The failures of a part; the table lies in the order of cause and moment. */
function isOf(portalNo: number, { cause, only, except }: CausePart): RawBuilder<SqlBool> {
  const all = sql<SqlBool>`f.portal_no = ${portalNo} and f.cause = ${cause}`;
  if (only !== null) return sql<SqlBool>`${all} and f.fingerprint = ${only}`;
  if (except.length === 0) return all;
  return sql<SqlBool>`${all} and (f.fingerprint is null or f.fingerprint not in (${sql.join(except)}))`;
}

function isBetween(from: number, before: EntryKey): RawBuilder<SqlBool> {
  return sql<SqlBool>`f.at >= ${from} and (f.at, f.entry_no) < (${before.at}, ${before.no})`;
}

const newestFirst = sql`order by f.at desc, f.entry_no desc`;

export function causeQueries(database: Kysely<Database>, connection: BetterSqlite3.Database): Causes {
  const all = async <Row>(query: RawBuilder<Row>): Promise<Row[]> => [...(await query.execute(database)).rows];

  /** Rows of a table by number, as a map. */
  async function byNo<Row>(nos: readonly number[], query: (list: string) => RawBuilder<Row & { no: number }>) {
    const found = new Map<number, Row>();
    // One text whatever the count, so that the statement is kept.
    for (const row of nos.length === 0 ? [] : await all(query(JSON.stringify(nos)))) found.set(row.no, row);
    return found;
  }

  return {
    ...decisionQueries(database, connection),

    async failures(portalNo, from, before, limit, texts) {
      return await all(sql<FailureRow>`select ${factsOf(texts)} ${withProcess}
        where f.portal_no = ${portalNo} and ${isBetween(from, before)} ${newestFirst} limit ${limit}`);
    },

    async moments(portalNo, from, before, limit, texts) {
      return await all(sql<FailureMoment>`select f.at, f.entry_no as no, f.cause,
        ${texts ? sql`f.fingerprint` : sql`null`} as fingerprint from failure f
        where f.portal_no = ${portalNo} and ${isBetween(from, before)} ${newestFirst} limit ${limit}`);
    },

    async failuresOf(portalNo, part, from, before, limit) {
      return await all(sql<FailureRow>`select ${factsOf(true)} ${withProcess}
        where ${isOf(portalNo, part)} and ${isBetween(from, before)} ${newestFirst} limit ${limit}`);
    },

    async spans(portalNo, causes) {
      // Two steps down the table for each, however many failures it has.
      const rows = await all(sql<{ cause: string; firstAt: number | null; lastAt: number | null }>`
        select j.value as cause,
          (select min(at) from failure where portal_no = ${portalNo} and cause = j.value) as "firstAt",
          (select max(at) from failure where portal_no = ${portalNo} and cause = j.value) as "lastAt"
        from json_each(${JSON.stringify(causes)}) j`);
      return new Map(
        rows.flatMap(({ cause, firstAt, lastAt }) =>
          firstAt === null || lastAt === null ? [] : [[cause, { firstAt, lastAt }] as const],
        ),
      );
    },

    async spanOf(portalNo, part) {
      const end = async (order: RawBuilder<unknown>) =>
        (
          await all(
            sql<{ at: number }>`select f.at from failure f where ${isOf(portalNo, part)} order by ${order} limit 1`,
          )
        )[0]?.at;
      const firstAt = await end(sql`f.at`);
      const lastAt = await end(sql`f.at desc`);
      return firstAt === undefined || lastAt === undefined ? null : { firstAt, lastAt };
    },

    async firstAfter(portalNo, part, at) {
      const rows = await all(sql<{ at: number }>`select f.at from failure f
        where ${isOf(portalNo, part)} and f.at > ${at} order by f.at limit 1`);
      return rows[0]?.at ?? null;
    },

    async momentsAfter(portalNo, part, after, limit) {
      const rows = await all(sql<{ at: number }>`select f.at from failure f
        where ${isOf(portalNo, part)} and f.at > ${after} order by f.at limit ${limit}`);
      return rows.map(({ at }) => at);
    },

    async cards(portalNo, cardNos) {
      type Row = { no: number; client: string | null; amount: number | null; currency: string | null } & {
        responsibleId: string | null;
        responsibleName: string | null;
      };
      const rows = await byNo<Row>(
        cardNos,
        (list) => sql<Row>`select c.card_no as no, coalesce(c.client_id, 'name:' || c.client_name) as client, c.amount,
          c.currency, c.responsible_id as "responsibleId", c.responsible_name as "responsibleName"
          from json_each(${list}) j join card c on c.portal_no = ${portalNo} and c.card_no = j.value`,
      );
      return new Map(
        [...rows].map(([no, { client, amount, currency, responsibleId, responsibleName }]): [number, HitCard] => [
          no,
          {
            client,
            amount: amount === null ? null : { value: amount, currency },
            responsible: personOf(responsibleId, responsibleName),
          },
        ]),
      );
    },

    async templates(portalNo, templateNos) {
      return await byNo<TemplateVersion>(
        templateNos,
        (list) => sql<TemplateVersion & { no: number }>`select t.template_no as no, t.id,
          nullif(t.version, '') as version, t.name, t.first_at as "firstAt"
          from json_each(${list}) j join template t on t.portal_no = ${portalNo} and t.template_no = j.value`,
      );
    },

    async templatesFirstSeen(portalNo, from, to, limit) {
      return await all(sql<TemplateVersion>`select id, nullif(version, '') as version, name, first_at as "firstAt"
        from template where portal_no = ${portalNo} and first_at >= ${from} and first_at <= ${to}
        order by first_at desc limit ${limit}`);
    },

    async stages(portalNo, processNos) {
      const rows = await all(sql<StageRow>`select p.stage_id as id, p.stage_name as name, p.stage_color as color,
        p.stage_semantics as semantics from json_each(${JSON.stringify(processNos)}) j
        join process p on p.portal_no = ${portalNo} and p.process_no = j.value where p.stage_id is not null`);
      return new Map(rows.map((stage) => [stage.id, stage]));
    },

    async shown(portalNo, failures) {
      const rows = await all(sql<ShownRow>`
        select f.at, f.entry_no, f.process_no, f.cause, f.fingerprint, p.process, substr(e.message, 1, ${messageLength}) as message,
          a.name as activity_name, a.title as activity_title, a.code as activity_code,
          c.type, c.id, c.title, c.client_id, c.client_name, c.amount, c.currency,
          t.id as template_id, nullif(t.version, '') as template_version, t.name as template_name,
          p.stage_id, p.stage_name, p.stage_color, p.stage_semantics
        from json_each(${JSON.stringify(failures)}) j
        join failure f on f.portal_no = ${portalNo} and f.cause = j.value ->> 'cause' and f.at = j.value ->> 'at'
          and f.entry_no = j.value ->> 'no'
        join process p on p.portal_no = f.portal_no and p.process_no = f.process_no
        join entry e on e.portal_no = f.portal_no and e.process_no = f.process_no and e.at = f.at and e.entry_no = f.entry_no
        left join activity a on a.portal_no = e.portal_no and a.activity_no = e.activity_no
        left join card c on c.portal_no = p.portal_no and c.card_no = p.card_no
        left join template t on t.portal_no = p.portal_no and t.template_no = p.template_no
        order by j.key`);
      return rows.map(toShown);
    },

    async texts(portalNo, cause, limit) {
      const rows = await all(sql<{ text: string }>`select distinct fingerprint as text from failure
        where portal_no = ${portalNo} and cause = ${cause} and fingerprint is not null limit ${limit}`);
      return rows.map(({ text }) => text);
    },

    async unknown(portalNo, after, limit) {
      // From one cause to the next, however many failures each has.
      const next = (from: RawBuilder<unknown>) => sql`select min(cause) from failure
        where portal_no = ${portalNo} and cause > ${from} and cause < 'unknown;'`;
      return await all(sql<CauseText>`
        with recursive c(cause) as (
          select * from (${next(sql`${after < 'unknown:' ? 'unknown:' : after}`)})
          union all select (${next(sql.ref('c.cause'))}) from c where c.cause is not null limit ${limit}
        )
        select c.cause, coalesce(f.fingerprint, '') as fingerprint, a.code as "activityCode" from c
        join failure f on f.portal_no = ${portalNo} and f.cause = c.cause and (f.at, f.entry_no) = (
          select at, entry_no from failure where portal_no = ${portalNo} and cause = c.cause order by at desc, entry_no desc limit 1)
        left join activity a on a.portal_no = ${portalNo} and a.activity_no = f.activity_no
        where c.cause is not null order by c.cause`);
    },

    async textsOf(portalNo, failures) {
      return await all(sql<CauseText & { at: number; no: number }>`
        select f.at, f.entry_no as no, f.cause, coalesce(f.fingerprint, '') as fingerprint, a.code as "activityCode"
        from json_each(${JSON.stringify(failures)}) j
        join failure f on f.portal_no = ${portalNo} and f.cause = j.value ->> 'cause' and f.at = j.value ->> 'at'
          and f.entry_no = j.value ->> 'no'
        left join activity a on a.portal_no = f.portal_no and a.activity_no = f.activity_no`);
    },

    async versionsOf(portalNo, templateId) {
      const rows = await all(sql<{ no: number }>`select template_no as no from template
        where portal_no = ${portalNo} and id = ${templateId}`);
      return rows.map(({ no }) => no);
    },

    async activitiesCalled(portalNo, robot) {
      const rows = await all(sql<{ no: number }>`select activity_no as no from activity
        where portal_no = ${portalNo} and coalesce(nullif(title, ''), nullif(code, ''), name) = ${robot}`);
      return rows.map(({ no }) => no);
    },

    async robots(portalNo, bound) {
      const [row] = await all(sql<{ looked: number; robots: number }>`
        select count(*) as looked, count(distinct coalesce(nullif(title, ''), nullif(code, ''), name)) as robots
        from (select title, code, name from activity where portal_no = ${portalNo} limit ${bound + 1}) a`);
      return row === undefined || row.looked > bound ? null : row.robots;
    },
  };
}

type ShownRow = {
  at: number;
  entry_no: number;
  process_no: number;
  cause: string;
  fingerprint: string | null;
  process: string;
  message: string | null;
  activity_name: string | null;
  activity_title: string | null;
  activity_code: string | null;
  type: string | null;
  id: string | null;
  title: string | null;
  client_id: string | null;
  client_name: string | null;
  amount: number | null;
  currency: string | null;
  template_id: string | null;
  template_version: string | null;
  template_name: string | null;
  stage_id: string | null;
  stage_name: string | null;
  stage_color: string | null;
  stage_semantics: string | null;
};

function toShown(row: ShownRow): ShownFailure {
  return {
    key: { at: row.at, no: row.entry_no },
    processNo: row.process_no,
    process: row.process,
    cause: row.cause,
    fingerprint: row.fingerprint,
    activity: { name: row.activity_name ?? '', title: row.activity_title, code: row.activity_code },
    card: row.type === null || row.id === null ? null : { type: row.type, id: row.id, title: row.title },
    client: personOf(row.client_id, row.client_name),
    amount: row.amount === null ? null : { value: row.amount, currency: row.currency },
    template:
      row.template_id === null ? null : { id: row.template_id, version: row.template_version, name: row.template_name },
    stage:
      row.stage_id === null
        ? null
        : { id: row.stage_id, name: row.stage_name, color: row.stage_color, semantics: row.stage_semantics },
    message: row.message,
  };
}
