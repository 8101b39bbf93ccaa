import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AuditEvent } from '#contract/audit.ts';
import { Problem } from '#contract/problem.ts';
import type { Caller } from '#server/access/policy.ts';
import type { Context } from '#server/http/endpoint.ts';
import { csvTable, jsonArray } from '#server/http/file-parts.ts';
import { auditFilterOf, filterDetails } from './filter.ts';
import { type AuditStore, presentAudit } from './present.ts';

const eventsAtOnce = 500;

const columns = {
  ru: [
    'Номер',
    'Время (UTC)',
    'Портал',
    'Кто: вид',
    'Кто: номер',
    'Кто',
    'Действие',
    'Над чем: вид',
    'Над чем: номер',
    'Подробности',
    'Сеть',
    'Запрос',
  ],
  en: [
    'Number',
    'Time (UTC)',
    'Portal',
    'Actor kind',
    'Actor id',
    'Actor',
    'Action',
    'Object kind',
    'Object id',
    'Details',
    'Network',
    'Request',
  ],
} as const;

/** The audit log as a file, newest first, read and sent in parts. Neither what comes in meanwhile nor this export is in it. */
export function createAuditExport(store: AuditStore) {
  return async ({
    caller,
    query,
    language,
    reply,
    note,
  }: Context<'auditExport'> & { caller: Caller | null }): Promise<Readable> => {
    if (caller === null) throw new Problem('not_signed_in');
    const filter = auditFilterOf(caller, query);
    const first = await store.audit.list(filter, null, eventsAtOnce);
    await note({ details: { format: query.format, ...filterDetails(query), newest: first[0]?.seq ?? null } });

    async function* events(): AsyncGenerator<AuditEvent[]> {
      for (let rows = first; rows.length > 0;) {
        yield await presentAudit(store, rows);
        const last = rows.at(-1);
        if (last === undefined || rows.length < eventsAtOnce) return;
        rows = await store.audit.list(filter, last.seq, eventsAtOnce);
        await nextTurn();
      }
    }

    const type = query.format === 'csv' ? 'text/csv' : 'application/json';
    reply.header('content-type', `${type}; charset=utf-8`);
    reply.header('content-disposition', `attachment; filename="audit.${query.format}"`);
    reply.header('cache-control', 'no-store');
    return Readable.from(
      query.format === 'csv' ? csvTable(columns[language], events(), cellsOf) : jsonArray(events()),
      {
        highWaterMark: 2,
      },
    );
  };
}

function cellsOf({ seq, at, portal, actor, action, object, details, network, requestId }: AuditEvent): string[] {
  return [
    String(seq),
    at,
    portal ?? '',
    actor.kind,
    actor.id ?? '',
    actor.name ?? '',
    action,
    object?.kind ?? '',
    object?.id ?? '',
    JSON.stringify(details),
    network ?? '',
    requestId ?? '',
  ];
}
