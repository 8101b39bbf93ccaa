import type { DeliveryRow, EntryRow, PersonRow, StageRow, ToWrite } from '#server/store/journal-store.ts';

type UpsertToWrite = Exclude<ToWrite, { kind: 'entry' | 'delivery' }>;
/** An event of the contract, as it is written to a file. */
export type EventJson = { kind: string; id: string; at: string } & Record<string, unknown>;

/** The largest number that the contract takes for a type, status or result; others go as text. */
const largestNumber = 255;

/** The event that is stored as `write`: the way back from what `ingest/prepare.ts` does. */
export function eventOf(write: UpsertToWrite): EventJson {
  const { kind, id, at } = write;
  const head = { kind, id, at: momentOf(at) };
  const details = write.details === null ? null : (JSON.parse(write.details) as unknown);
  if (write.kind === 'template') {
    const { template, name, cardType, stage, origin, logging } = write;
    const version = template.version === '' ? {} : { version: template.version };
    return told({
      ...head,
      template: { id: template.id, ...version },
      name,
      cardType,
      stage: part(stage),
      origin,
      logging,
      details,
    });
  }
  if (write.kind === 'card') {
    const { card, title, stage, pipeline, responsible, client, amount, url } = write;
    const people = { responsible: part(responsible), client: part(client) };
    return told({ ...head, card, title, stage: part(stage), pipeline, ...people, amount: part(amount), url, details });
  }
  const {
    process,
    template,
    card,
    stage,
    state,
    stateTitle,
    startedAt,
    finishedAt,
    startedBy,
    trigger,
    waitingUntil,
    trimmedTo,
  } = write;
  return told({
    ...head,
    process,
    template: { id: template.id, ...(template.version === '' ? {} : { version: template.version }) },
    card,
    stage: part(stage),
    state,
    stateTitle,
    startedAt: startedAt === null ? null : momentOf(startedAt),
    finishedAt: finishedAt === null ? null : momentOf(finishedAt),
    startedBy: part(startedBy),
    trigger: part(trigger),
    waitingUntil: waitingUntil === null ? null : momentOf(waitingUntil),
    trimmedTo,
    details,
  });
}

/** The event of a report that a provider sent. */
export function deliveryEventOf(id: string, row: DeliveryRow): EventJson {
  const { messageId, provider, status, reason, details } = row;
  const own = details === null ? null : (JSON.parse(details) as unknown);
  return told({ kind: 'delivery', id, at: momentOf(row.at), messageId, provider, status, reason, details: own });
}

/** The event of an entry. Its level is told, as the one who reads it elsewhere cannot know what its writer said. */
export function entryEventOf(id: string, process: string, row: EntryRow): EventJson {
  const unknown = (row.unknown === null ? {} : JSON.parse(row.unknown)) as Record<string, string>;
  const user: PersonRow = { id: row.userId, name: row.userName };
  return told({
    kind: 'entry',
    id,
    at: momentOf(row.key.at),
    process,
    activity: part(row.activity),
    type: numberOr(row.typeCode, unknown['type']),
    status: numberOr(row.status, unknown['status']),
    result: numberOr(row.result, unknown['result']),
    level: row.level,
    message: row.message,
    messageLength: row.messageLength,
    user: part(user),
    details: row.details == null ? null : (JSON.parse(row.details) as unknown),
  });
}

function numberOr(number: number | null, text: string | undefined): number | string | null {
  if (number === null) return text ?? null;
  return number <= largestNumber ? number : String(number);
}

function momentOf(at: number): string {
  return new Date(at).toISOString();
}

/** A part without what is not known; null when nothing of it is. */
function part(value: StageRow | PersonRow | object | null): object | null {
  const known = Object.entries(value ?? {}).filter(([, field]) => field !== null);
  return known.length === 0 ? null : Object.fromEntries(known);
}

function told(event: EventJson): EventJson {
  return Object.fromEntries(Object.entries(event).filter(([, field]) => field !== null)) as EventJson;
}
