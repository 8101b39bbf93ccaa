import type { Kysely } from 'kysely';
import { writtenStates } from '#contract/process.ts';
import type { ProcessRow } from './journal-store.ts';
import type { Database } from './schema.ts';

/** A process with what a row of a list shows of its card, its template and its activities. */
export function selectProcesses(database: Kysely<Database>) {
  return database
    .selectFrom('process as p')
    .leftJoin('card as c', (on) => on.onRef('c.portal_no', '=', 'p.portal_no').onRef('c.card_no', '=', 'p.card_no'))
    .leftJoin('template as t', (on) =>
      on.onRef('t.portal_no', '=', 'p.portal_no').onRef('t.template_no', '=', 'p.template_no'),
    )
    .leftJoin('activity as fa', (on) =>
      on.onRef('fa.portal_no', '=', 'p.portal_no').onRef('fa.activity_no', '=', 'p.failure_activity_no'),
    )
    .leftJoin('activity as la', (on) =>
      on.onRef('la.portal_no', '=', 'p.portal_no').onRef('la.activity_no', '=', 'p.last_activity_no'),
    )
    .select([
      'p.process_no',
      'p.process',
      'p.card_no',
      'p.template_no',
      'p.stage_id',
      'p.stage_name',
      'p.stage_color',
      'p.stage_semantics',
      'p.state',
      'p.state_title',
      'p.started_at',
      'p.finished_at',
      'p.started_by_id',
      'p.started_by_name',
      'p.trigger_code',
      'p.trigger_name',
      'p.waiting_until',
      'p.trimmed_to',
      'p.received_at',
      'p.sort_at',
      'p.failures',
      'p.warnings',
      'p.messages',
      'p.technicals',
      'p.starts',
      'p.flags',
      'p.failure_at',
      'p.failure_no',
      'p.failure_cause',
      'p.failure_message',
      'p.last_at',
      'p.last_message',
      'p.changed_no',
      'c.type as card_type',
      'c.id as card_id',
      'c.title as card_title',
      'c.client_name as card_client',
      't.id as template_id',
      't.version as template_version',
      't.name as template_name',
      't.origin as template_origin',
      't.logging as template_logging',
      't.finished as template_finished',
      't.longest_ms as template_longest_ms',
      'fa.name as failure_activity',
      'fa.title as failure_activity_title',
      'fa.code as failure_activity_code',
      'la.name as last_activity',
      'la.title as last_activity_title',
      'la.code as last_activity_code',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof selectProcesses>['execute']>>[number];

export function toProcess(row: Selected): ProcessRow {
  return {
    processNo: row.process_no,
    process: row.process,
    card:
      row.card_no === null || row.card_type === null || row.card_id === null
        ? null
        : {
            cardNo: row.card_no,
            type: row.card_type,
            id: row.card_id,
            title: row.card_title,
            client: row.card_client,
          },
    template:
      row.template_id === null
        ? null
        : {
            id: row.template_id,
            version: row.template_version === '' ? null : row.template_version,
            name: row.template_name,
            origin: row.template_origin,
            logging: row.template_logging === null ? null : Boolean(row.template_logging),
            finished: row.template_finished ?? 0,
            longestMs: row.template_longest_ms ?? 0,
          },
    stage:
      row.stage_id === null
        ? null
        : { id: row.stage_id, name: row.stage_name, color: row.stage_color, semantics: row.stage_semantics },
    state: writtenStates.find((state) => state === row.state) ?? null,
    stateTitle: row.state_title,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    startedBy: personOf(row.started_by_id, row.started_by_name),
    trigger:
      row.trigger_code === null && row.trigger_name === null
        ? null
        : { code: row.trigger_code, name: row.trigger_name },
    waitingUntil: row.waiting_until,
    trimmedTo: row.trimmed_to,
    receivedAt: row.received_at,
    sortAt: row.sort_at,
    levels: { failure: row.failures, warning: row.warnings, message: row.messages, technical: row.technicals },
    starts: row.starts,
    flags: row.flags,
    failure:
      row.failure_at === null || row.failure_no === null || row.failure_activity === null
        ? null
        : {
            key: { at: row.failure_at, no: row.failure_no },
            activity: {
              name: row.failure_activity,
              title: row.failure_activity_title,
              code: row.failure_activity_code,
            },
            cause: row.failure_cause ?? 'unknown',
            message: row.failure_message,
          },
    lastActivity:
      row.last_activity === null
        ? null
        : { name: row.last_activity, title: row.last_activity_title, code: row.last_activity_code },
    lastMessage: row.last_message,
    lastAt: row.last_at,
    changedNo: row.changed_no,
  };
}

export function personOf(id: string | null, name: string | null): { id: string | null; name: string | null } | null {
  return id === null && name === null ? null : { id, name };
}
