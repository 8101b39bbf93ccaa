import * as z from 'zod/mini';
import { CardId, CardType } from './card.ts';
import { Moment, ProcessId } from './ids.ts';
import { levels } from './entry.ts';
import { writtenStates } from './process.ts';
import { stageSemantics } from './stage.ts';
import { templateOrigins } from './template.ts';

/** Bytes of one event's JSON. */
export const maxEventBytes = 1024 * 1024;
/** Bytes of a body, before and after gzip. */
export const maxBodyBytes = 32 * 1024 * 1024;
/** Events in one body: more than fit into it when each is a whole one. */
export const maxBodyEvents = 500_000;
/** Bytes of a message that are kept and shown; the rest is cut, with its true length told. */
export const maxMessageBytes = 64 * 1024;
/** Levels of nesting in an event's JSON. */
export const maxDepth = 64;

export const eventKinds = ['card', 'template', 'process', 'entry', 'delivery'] as const;

const shortText = z.string().check(z.maxLength(1000));
/** Ids of other systems arrive as numbers or strings; kept as strings. */
const id = z.pipe(
  z.union([z.string(), z.number()]),
  z.pipe(z.transform(String), z.string().check(z.minLength(1), z.maxLength(255))),
);
const person = z.object({ id: z.nullish(id), name: z.nullish(shortText) });
const stage = z.object({
  id,
  name: z.nullish(shortText),
  color: z.nullish(z.string().check(z.maxLength(32))),
  semantics: z.nullish(z.enum(stageSemantics)),
});
/** An empty version means none: some engines write it so for what they have forgotten. */
const version = z.pipe(
  z.union([z.string(), z.number()]),
  z.pipe(z.transform(String), z.string().check(z.maxLength(255))),
);
const template = z.object({ id, version: z.nullish(version) });
const card = z.object({
  type: CardType,
  id: z.pipe(z.union([z.string(), z.number()]), z.pipe(z.transform(String), CardId)),
});
const common = { id, at: Moment };

export const CardEvent = z.looseObject({
  kind: z.literal('card'),
  ...common,
  card,
  title: z.nullish(shortText),
  stage: z.nullish(stage),
  pipeline: z.nullish(shortText),
  responsible: z.nullish(person),
  client: z.nullish(person),
  amount: z.nullish(z.object({ value: z.number(), currency: z.nullish(z.string().check(z.maxLength(16))) })),
  url: z.nullish(z.string().check(z.maxLength(2000))),
});

export const TemplateEvent = z.looseObject({
  kind: z.literal('template'),
  ...common,
  template,
  name: z.nullish(shortText),
  cardType: z.nullish(CardType),
  stage: z.nullish(stage),
  origin: z.nullish(z.enum(templateOrigins)),
  logging: z.nullish(z.boolean()),
});

export const ProcessEvent = z.looseObject({
  kind: z.literal('process'),
  ...common,
  process: ProcessId,
  template,
  card,
  stage: z.nullish(stage),
  state: z.nullish(z.enum(writtenStates)),
  stateTitle: z.nullish(shortText),
  startedAt: z.nullish(Moment),
  finishedAt: z.nullish(Moment),
  startedBy: z.nullish(person),
  trigger: z.nullish(z.object({ code: z.nullish(shortText), name: z.nullish(shortText) })),
  /** Until when a waiting process waits, where its engine knows. */
  waitingUntil: z.nullish(Moment),
  /** The source keeps only the newest N entries of a process: the reader is told. */
  trimmedTo: z.nullish(z.number().check(z.int(), z.gte(0))),
});

const nameOrNumber = z.union([
  z.string().check(z.minLength(1), z.maxLength(64)),
  z.number().check(z.int(), z.gte(0), z.lte(255)),
]);

export const EntryEvent = z.looseObject({
  kind: z.literal('entry'),
  ...common,
  process: ProcessId,
  activity: z.object({
    name: z.string().check(z.minLength(1), z.maxLength(255)),
    title: z.nullish(shortText),
    code: z.nullish(z.string().check(z.maxLength(255))),
  }),
  type: nameOrNumber,
  status: z.nullish(nameOrNumber),
  result: z.nullish(nameOrNumber),
  level: z.nullish(z.enum(levels)),
  message: z.nullish(z.string()),
  /** True length, in characters, of a message that was cut before it was sent. */
  messageLength: z.nullish(z.number().check(z.int(), z.gte(0))),
  user: z.nullish(person),
  details: z.nullish(z.record(z.string(), z.unknown())),
});

/**
 * What a provider says later of a message that a robot sent: of the entries whose `details.delivery.messageId` it names.
 * It may come before them. The latest by `at` counts: what was not delivered is a failure.
 */
export const DeliveryEvent = z.looseObject({
  kind: z.literal('delivery'),
  ...common,
  messageId: id,
  provider: z.nullish(shortText),
  /** The provider's own word: `sent`, `delivered`, `read`, `failed`, … */
  status: z.string().check(z.minLength(1), z.maxLength(64)),
  reason: z.nullish(z.string().check(z.maxLength(4000))),
});

export const JournalEvent = z.discriminatedUnion('kind', [
  CardEvent,
  TemplateEvent,
  ProcessEvent,
  EntryEvent,
  DeliveryEvent,
]);
export type JournalEvent = z.infer<typeof JournalEvent>;
export type CardEvent = z.infer<typeof CardEvent>;
export type TemplateEvent = z.infer<typeof TemplateEvent>;
export type ProcessEvent = z.infer<typeof ProcessEvent>;
export type EntryEvent = z.infer<typeof EntryEvent>;
export type DeliveryEvent = z.infer<typeof DeliveryEvent>;

/** What is answered to a writer. `index` counts from 0 in the order sent. */
export const IngestAnswer = z.object({
  accepted: z.number(),
  duplicates: z.number(),
  rejected: z.array(z.object({ index: z.number(), code: z.string(), message: z.string() })),
});
export type IngestAnswer = z.infer<typeof IngestAnswer>;
