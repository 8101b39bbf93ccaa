import { type RawBuilder, sql } from 'kysely';
import { documentFamilies, dynamicEntity } from '#contract/document-id.ts';
import { activityResults, activityStatuses, entryTypeByCode, levels } from '#contract/entry.ts';
import type { EntryListField, FailureListField, ListValue, ProcessListField } from './lists.ts';
import { isStuck } from './process-queries.ts';

export type FieldSql = RawBuilder<ListValue>;

/** What the lists read from, and where each of their fields is found there. Joins that no field asks for cost nothing. */

const cardAndTemplate = sql`
  left join card as c on c.portal_no = p.portal_no and c.card_no = p.card_no
  left join template as t on t.portal_no = p.portal_no and t.template_no = p.template_no`;

export const processTables = sql`process as p ${cardAndTemplate}
  left join activity as a on a.portal_no = p.portal_no and a.activity_no = p.failure_activity_no`;

export const entryTables = sql`entry as e
  left join activity as a on a.portal_no = e.portal_no and a.activity_no = e.activity_no
  left join process as p on p.portal_no = e.portal_no and p.process_no = e.process_no
  left join entry_details as d on d.portal_no = e.portal_no and d.process_no = e.process_no
    and d.at = e.at and d.entry_no = e.entry_no`;

export const failureTables = sql`failure as f
  left join entry as e on e.portal_no = f.portal_no and e.process_no = f.process_no
    and e.at = f.at and e.entry_no = f.entry_no
  left join activity as a on a.portal_no = e.portal_no and a.activity_no = e.activity_no
  left join process as p on p.portal_no = f.portal_no and p.process_no = f.process_no ${cardAndTemplate}`;

const column = (name: string): FieldSql => sql.ref<ListValue>(name);

/** SQL that gives the name of a number; null for a number that has none. */
function named(number: FieldSql, names: Iterable<readonly [number, string]>): FieldSql {
  const cases = [...names].map(([value, name]) => sql`when ${sql.lit(value)} then ${sql.lit(name)}`);
  return sql`case ${number} ${sql.join(cases, sql` `)} end`;
}

/** A name we know, else the word or number that the writer sent. */
function told(number: FieldSql, names: Iterable<readonly [number, string]>, word: string): FieldSql {
  return sql`coalesce(${named(number, names)}, e.unknown ->> ${sql.lit(word)}, cast(${number} as text))`;
}

function ofFamily(text: 'entity' | 'prefix', other: FieldSql): FieldSql {
  const cases = Object.entries(documentFamilies).map(
    ([type, family]) => sql`when ${sql.lit(type)} then ${sql.lit(family[text])}`,
  );
  return sql`case c.type ${sql.join(cases, sql` `)} else ${other} end`;
}

const started = sql<ListValue>`coalesce(p.started_at, p.sort_at)`;
const lastAt = sql<ListValue>`coalesce(p.last_at, p.started_at, p.received_at)`;
const numberOf = (id: string): FieldSql => sql`cast(${sql.ref(id)} as integer)`;
const inSeconds = (moment: FieldSql): FieldSql => sql`${moment} / 1000 * 1000`;

export function processFields(now: number): Readonly<Record<ProcessListField, FieldSql>> {
  return {
    no: column('p.process_no'),
    process: column('p.process'),
    cardType: column('c.type'),
    cardId: column('c.id'),
    cardTitle: column('c.title'),
    module: sql`case when c.type is not null then 'crm' end`,
    entity: sql`case when c.type is not null then ${ofFamily('entity', sql`${sql.lit(dynamicEntity)}`)} end`,
    document: sql`${ofFamily('prefix', sql`upper(c.type)`)} || '_' || c.id`,
    templateId: column('t.id'),
    templateVersion: sql`nullif(t.version, '')`,
    templateName: column('t.name'),
    stageId: column('p.stage_id'),
    stageName: column('p.stage_name'),
    state: sql`case when ${isStuck(now)} then 'stuck'
      when p.state = 'completed' and p.failures > 0 then 'completed_with_failures'
      else coalesce(p.state, 'running') end`,
    stateTitle: column('p.state_title'),
    section: sql`case p.active when 1 then 'active' else 'completed' end`,
    startedAt: column('p.started_at'),
    finishedAt: column('p.finished_at'),
    startedById: column('p.started_by_id'),
    startedByName: column('p.started_by_name'),
    waitingUntil: sql`case p.state when 'waiting' then p.waiting_until end`,
    lastAt,
    startedSecond: inSeconds(started),
    lastSecond: inSeconds(lastAt),
    cardIdNumber: numberOf('c.id'),
    templateIdNumber: numberOf('t.id'),
    startedByNumber: numberOf('p.started_by_id'),
    heldUntil: sql`null`,
    entries: sql`p.failures + p.warnings + p.messages + p.technicals`,
    failures: column('p.failures'),
    failureNo: column('p.failure_no'),
    failureAt: column('p.failure_at'),
    failureCause: column('p.failure_cause'),
    failureMessage: column('p.failure_message'),
    failureActivityName: column('a.name'),
    failureActivityTitle: column('a.title'),
    failureActivityCode: column('a.code'),
  };
}

const occurrence = {
  process: column('p.process'),
  activityName: column('a.name'),
  activityTitle: column('a.title'),
  activityCode: column('a.code'),
  message: column('e.message'),
  messageLength: column('e.message_length'),
} as const;

const types = Object.entries(entryTypeByCode).map(([code, name]) => [Number(code), name] as const);

export const entryFields: Readonly<Record<EntryListField, FieldSql>> = {
  ...occurrence,
  no: column('e.entry_no'),
  at: column('e.at'),
  cause: column('e.cause'),
  type: told(column('e.type_code'), types, 'type'),
  typeCode: column('e.type_code'),
  level: named(column('e.level'), levels.entries()),
  status: told(column('e.status'), activityStatuses.entries(), 'status'),
  result: told(column('e.result'), activityResults.entries(), 'result'),
  attempt: column('e.attempt'),
  userId: column('e.user_id'),
  userName: column('e.user_name'),
  details: column('d.details'),
};

export const failureFields: Readonly<Record<FailureListField, FieldSql>> = {
  ...occurrence,
  no: column('f.entry_no'),
  at: column('f.at'),
  cause: column('f.cause'),
  processNo: column('f.process_no'),
  cardType: column('c.type'),
  cardId: column('c.id'),
  cardTitle: column('c.title'),
  templateId: column('t.id'),
  templateName: column('t.name'),
  cardIdNumber: numberOf('c.id'),
  templateIdNumber: numberOf('t.id'),
};
