import type {
  CardEvent,
  DeliveryEvent,
  EntryEvent,
  JournalEvent,
  ProcessEvent,
  TemplateEvent,
} from '#contract/event.ts';
import { maxMessageBytes } from '#contract/event.ts';
import { activityResults, activityStatuses, entryTypeByCode } from '#contract/entry.ts';
import type { EntryFacts, Judgement } from '#server/cause/judge.ts';
import type { PersonRow, StageRow, ToWrite } from '#server/store/journal-store.ts';
import { foldText } from '#server/store/fold-text.ts';
import { cleanValue, cutText } from './normalise.ts';
import type { SecretRedactor } from './secrets.ts';

export type Prepare = (event: JournalEvent) => ToWrite;

const typeNumbers = new Map<string, number>(
  Object.entries(entryTypeByCode)
    .toReversed()
    .map(([code, name]) => [name, Number(code)]),
);
const statusNumbers = new Map<string, number>(activityStatuses.map((name, number) => [name, number]));
const resultNumbers = new Map<string, number>(activityResults.map((name, number) => [name, number]));

const known = {
  card: new Set([
    'kind',
    'id',
    'at',
    'card',
    'title',
    'stage',
    'pipeline',
    'responsible',
    'client',
    'amount',
    'url',
    'details',
  ]),
  template: new Set(['kind', 'id', 'at', 'template', 'name', 'cardType', 'stage', 'origin', 'logging', 'details']),
  process: new Set(
    'kind id at process template card stage state stateTitle startedAt finishedAt startedBy trigger waitingUntil trimmedTo details'.split(
      ' ',
    ),
  ),
  entry: new Set('kind id at process activity type status result level message messageLength user details'.split(' ')),
  delivery: new Set('kind id at messageId provider status reason details'.split(' ')),
} as const;

/** From a checked event to what is stored: normalised, free of secrets, judged. */
export function createPreparer(redactor: SecretRedactor, judge: (facts: EntryFacts) => Judgement): Prepare {
  const text = (value: string | null | undefined, path: string) =>
    value === null || value === undefined ? null : redactor.text(value, path);
  const person = (
    value: { id?: string | null | undefined; name?: string | null | undefined } | null | undefined,
  ): PersonRow | null =>
    value === null || value === undefined || (value.id == null && value.name == null)
      ? null
      : { id: value.id ?? null, name: text(value.name, 'name') };

  const stageOf = (stage: NonNullable<CardEvent['stage']> | null | undefined): StageRow | null => {
    if (stage === null || stage === undefined) return null;
    const name = text(stage.name, 'stage.name');
    return { id: stage.id, name, color: stage.color ?? null, semantics: stage.semantics ?? null };
  };

  /** What the writer calls details, and whatever fields we do not know, as JSON; null when there is neither. */
  const details = (event: JournalEvent): Record<string, unknown> | null => {
    const names = known[event.kind];
    const extra = Object.keys(event).filter((name) => !names.has(name));
    const own = 'details' in event && isRecord(event.details) ? event.details : null;
    if (extra.length === 0) return own === null ? null : redactor.value(own, 'details');
    const all: Record<string, unknown> = { ...own };
    for (const name of extra) if (!Object.hasOwn(all, name)) all[name] = event[name];
    return redactor.value(all, 'details');
  };

  function card(event: CardEvent): ToWrite {
    const title = text(event.title, 'title');
    const client = person(event.client);
    return {
      kind: 'card',
      id: event.id,
      at: Date.parse(event.at),
      card: event.card,
      title,
      stage: stageOf(event.stage),
      pipeline: event.pipeline ?? null,
      responsible: person(event.responsible),
      client,
      amount: event.amount == null ? null : { value: event.amount.value, currency: event.amount.currency ?? null },
      url: text(event.url, 'url'),
      searchText: [title, client?.name].map((part) => foldText(part ?? '')).join('\n'),
      details: toJson(details(event)),
    };
  }

  function template(event: TemplateEvent): ToWrite {
    return {
      kind: 'template',
      id: event.id,
      at: Date.parse(event.at),
      template: { id: event.template.id, version: event.template.version ?? '' },
      name: text(event.name, 'name'),
      cardType: event.cardType ?? null,
      stage: stageOf(event.stage),
      origin: event.origin ?? null,
      logging: event.logging ?? null,
      details: toJson(details(event)),
    };
  }

  function process(event: ProcessEvent): ToWrite {
    const trigger = event.trigger;
    return {
      kind: 'process',
      id: event.id,
      at: Date.parse(event.at),
      process: event.process,
      template: { id: event.template.id, version: event.template.version ?? '' },
      card: event.card,
      stage: stageOf(event.stage),
      state: event.state ?? null,
      stateTitle: text(event.stateTitle, 'stateTitle'),
      startedAt: event.startedAt == null ? null : Date.parse(event.startedAt),
      finishedAt: event.finishedAt == null ? null : Date.parse(event.finishedAt),
      startedBy: person(event.startedBy),
      trigger: trigger == null ? null : { code: trigger.code ?? null, name: text(trigger.name, 'trigger.name') },
      waitingUntil: event.waitingUntil == null ? null : Date.parse(event.waitingUntil),
      trimmedTo: event.trimmedTo ?? null,
      details: toJson(details(event)),
    };
  }

  function entry(event: EntryEvent): ToWrite {
    const type = numberOf(event.type, typeNumbers);
    const status = numberOf(event.status, statusNumbers);
    const result = numberOf(event.result, resultNumbers);
    const unknown = { ...type.unknown('type'), ...status.unknown('status'), ...result.unknown('result') };
    const kept = details(event);
    const http = isRecord(kept?.['http']) ? kept['http'] : null;
    const delivery = isRecord(kept?.['delivery']) ? kept['delivery'] : null;
    const attempt = kept?.['attempt'];
    const message = text(event.message, 'message');
    const cut = message === null ? { text: null, length: null } : cutText(message, maxMessageBytes);
    const activity = {
      name: event.activity.name,
      title: text(event.activity.title, 'activity.title'),
      code: event.activity.code ?? null,
    };
    const judgement = judge({
      typeCode: type.number,
      status: status.number,
      result: result.number,
      level: event.level ?? null,
      activityName: activity.name,
      activityTitle: activity.title,
      activityCode: activity.code,
      message: cut.text,
      http:
        http === null
          ? null
          : { url: stringOf(http['url']), status: wholeOf(http['status']), responseBody: http['responseBody'] },
      delivery:
        delivery === null
          ? null
          : {
              status: stringOf(delivery['status']),
              reason: stringOf(delivery['reason']),
              provider: stringOf(delivery['provider']),
            },
    });
    return {
      kind: 'entry',
      id: event.id,
      at: Date.parse(event.at),
      process: event.process,
      activity,
      typeCode: type.number,
      status: status.number,
      result: result.number,
      unknown: Object.keys(unknown).length === 0 ? null : JSON.stringify(unknown),
      message: cut.text,
      messageLength: cut.length ?? lengthBeforeCut(message, event.messageLength),
      user: person(event.user),
      attempt: wholeOf(attempt),
      hasVariables: isRecord(kept?.['variables']),
      hasHttp: http !== null,
      details: toJson(kept),
      messageId: idOf(delivery?.['messageId']),
      ...judgement,
    };
  }

  function delivery(event: DeliveryEvent): ToWrite {
    const provider = text(event.provider, 'provider');
    const reason = text(event.reason, 'reason');
    const { cause, fingerprint } = judge({
      typeCode: null,
      status: null,
      result: null,
      // What is no failure by its status stays none, whatever the provider says beside it.
      level: 'message',
      activityName: '',
      activityTitle: null,
      activityCode: null,
      message: null,
      http: null,
      delivery: { status: event.status, reason, provider },
    });
    return {
      kind: 'delivery',
      id: event.id,
      at: Date.parse(event.at),
      messageId: event.messageId,
      provider,
      status: event.status,
      reason,
      cause,
      fingerprint,
      details: toJson(details(event)),
    };
  }

  return (raw) => {
    const event = cleanValue(raw);
    if (event.kind === 'entry') return entry(event);
    if (event.kind === 'process') return process(event);
    if (event.kind === 'card') return card(event);
    if (event.kind === 'delivery') return delivery(event);
    return template(event);
  };
}

/** The portal's number of a name or number; what has none is kept as it was written. */
function numberOf(value: string | number | null | undefined, names: ReadonlyMap<string, number>) {
  const number =
    typeof value === 'number'
      ? value
      : (names.get(value?.toLowerCase() ?? '') ?? (/^\d{1,3}$/.test(value ?? '') ? Number(value) : null));
  return {
    number,
    unknown: (field: string): Record<string, string> =>
      number === null && typeof value === 'string' ? { [field]: value } : {},
  };
}

/** What a writer says of a message that it cut itself; nothing when the message is not shorter than that. */
function lengthBeforeCut(message: string | null, told: number | null | undefined): number | null {
  return message !== null && told != null && told > Array.from(message).length ? told : null;
}

function toJson(value: Record<string, unknown> | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** What another system names something by, where it can be one: as the contract takes ids. */
function idOf(value: unknown): string | null {
  const id = typeof value === 'number' ? String(value) : stringOf(value);
  return id === null || id === '' || id.length > 255 ? null : id;
}

function wholeOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
