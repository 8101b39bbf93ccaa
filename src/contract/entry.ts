import * as z from 'zod/mini';
import { CauseRef } from './cause.ts';
import { EntryId, Moment, Person, ProcessId } from './ids.ts';

/** The portal's own entry types by number. 10–13 are the debugger's four kinds, one name for a reader. */
export const entryTypeByCode: Readonly<Record<number, EntryTypeName>> = {
  1: 'execute',
  2: 'close',
  3: 'cancel',
  4: 'fault',
  5: 'custom',
  6: 'report',
  7: 'attached',
  8: 'trigger',
  9: 'error',
  10: 'debug',
  11: 'debug',
  12: 'debug',
  13: 'debug',
  14: 'skip',
};

export const entryTypeNames = [
  'execute',
  'close',
  'cancel',
  'fault',
  'custom',
  'report',
  'attached',
  'trigger',
  'error',
  'debug',
  'skip',
] as const;
export type EntryTypeName = (typeof entryTypeNames)[number];

/** Activity status, index = the portal's number. */
export const activityStatuses = ['initialized', 'executing', 'canceling', 'closed', 'faulting', 'canceled'] as const;
export type ActivityStatus = (typeof activityStatuses)[number];

/** Activity result, index = the portal's number. */
export const activityResults = ['none', 'succeeded', 'canceled', 'faulted', 'uninitialized'] as const;
export type ActivityResult = (typeof activityResults)[number];

/** What the reader filters by; most serious first. */
export const levels = ['failure', 'warning', 'message', 'technical'] as const;
export type Level = (typeof levels)[number];

export const Activity = z.object({
  /** Technical name, as `A51601_82584_96831_81132`. */
  name: z.string(),
  title: z.nullable(z.string()),
  /** Type code, as `send_whatsapp`. */
  code: z.nullable(z.string()),
});
export type Activity = z.infer<typeof Activity>;

/** `details` as stored: the known parts below and whatever else the writer sent. */
export const EntryDetails = z.record(z.string(), z.unknown());
export type EntryDetails = z.infer<typeof EntryDetails>;

/** One line of a process's journal. A type, status or result that we do not know yet is given as the writer wrote it. */
export const Entry = z.object({
  entry: EntryId,
  process: ProcessId,
  at: Moment,
  type: z.string(),
  typeCode: z.nullable(z.number()),
  level: z.enum(levels),
  status: z.nullable(z.string()),
  result: z.nullable(z.string()),
  activity: Activity,
  /** Shown whole up to 64 KiB, then cut; `messageLength` is then the true length in characters. */
  message: z.nullable(z.string()),
  messageLength: z.nullable(z.number()),
  user: z.nullable(Person),
  details: z.nullable(EntryDetails),
  cause: z.nullable(CauseRef),
});
export type Entry = z.infer<typeof Entry>;

/** What a provider said later of the message that an entry sent. */
export const Delivery = z.object({
  at: Moment,
  /** The provider's own word. */
  status: z.string(),
  provider: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  /** It says that the message will not come. */
  isFailed: z.boolean(),
});
export type Delivery = z.infer<typeof Delivery>;

/** How many entries of each level. */
export const LevelCounts = z.object({
  failure: z.number(),
  warning: z.number(),
  message: z.number(),
  technical: z.number(),
});
export type LevelCounts = z.infer<typeof LevelCounts>;
