import * as z from 'zod/mini';
import { CardRef } from './card.ts';
import { CauseRef } from './cause.ts';
import { Activity, LevelCounts } from './entry.ts';
import { EntryId, Moment, Person, ProcessId } from './ids.ts';
import { queryFlag, queryList } from './page.ts';
import { Stage } from './stage.ts';
import { Template, TemplateRef } from './template.ts';

/** States that a writer may tell. */
export const writtenStates = ['running', 'waiting', 'completed', 'failed', 'terminated'] as const;
export type WrittenState = (typeof writtenStates)[number];

/**
 * States that a reader sees. `stuck` (no sign of life for longer than usual) and `completed_with_failures`
 * are derived when read and never stored by a writer.
 */
export const processStates = [
  'running',
  'waiting',
  'stuck',
  'completed',
  'completed_with_failures',
  'failed',
  'terminated',
] as const;
export type ProcessState = (typeof processStates)[number];

/** Which of the card's two lists a process is in. */
export const sections = ['active', 'completed'] as const;
export type Section = (typeof sections)[number];

export const sectionOf: Readonly<Record<ProcessState, Section>> = {
  running: 'active',
  waiting: 'active',
  stuck: 'active',
  completed: 'completed',
  completed_with_failures: 'completed',
  failed: 'completed',
  terminated: 'completed',
};

/** What processes are narrowed to, in the words of an address. */
export const processFilter = {
  state: z.optional(queryList(processStates)),
  /** Template id. */
  template: z.optional(z.string().check(z.maxLength(255))),
  /** Stage id. */
  stage: z.optional(z.string().check(z.maxLength(255))),
  from: z.optional(Moment),
  to: z.optional(Moment),
  /** Only processes in which something failed. */
  failures: z.optional(queryFlag),
  flagged: z.optional(queryFlag),
};
const ProcessFilterQuery = z.object(processFilter);
export type ProcessFilterQuery = z.infer<typeof ProcessFilterQuery>;

const Trigger = z.object({ code: z.nullable(z.string()), name: z.nullable(z.string()) });
export type Trigger = z.infer<typeof Trigger>;

/** The first failure of a process: what a list row says of it. */
export const FailureRef = z.object({
  entry: EntryId,
  /** At most 500 characters. */
  message: z.nullable(z.string()),
  activity: Activity,
  cause: CauseRef,
});
export type FailureRef = z.infer<typeof FailureRef>;

/** A process in a list. */
export const ProcessInList = z.object({
  process: ProcessId,
  /** Null while entries came before the process itself. */
  card: z.nullable(CardRef),
  template: z.nullable(TemplateRef),
  stage: z.nullable(Stage),
  state: z.enum(processStates),
  /** The engine's own words for the state, e.g. "Ожидание ответа от приложения". */
  stateTitle: z.nullable(z.string()),
  /** Until when a waiting process waits, where its engine has told. */
  waitingUntil: z.nullable(Moment),
  startedAt: z.nullable(Moment),
  finishedAt: z.nullable(Moment),
  startedBy: z.nullable(Person),
  trigger: z.nullable(Trigger),
  counts: z.object({ entries: z.number(), failures: z.number() }),
  /** Open ones, on it and its entries. */
  flags: z.number(),
  failure: z.nullable(FailureRef),
  /** The activity that wrote last, and when: what the process is at. */
  lastActivity: z.nullable(Activity),
  lastAt: z.nullable(Moment),
});
export type ProcessInList = z.infer<typeof ProcessInList>;

/** Why a journal may not hold everything that happened, and how long it will be kept. */
export const Completeness = z.object({
  /** The template's logging is off: the portal kept nothing but failures and messages. */
  loggingOff: z.boolean(),
  /** No start or finish rows (types 1 and 2) came: durations and outcomes are not told. */
  startFinishMissing: z.boolean(),
  /** The source kept only the newest N entries; null when it kept all. */
  trimmedTo: z.nullable(z.number()),
  /** When retention deletes the journal; null while the process runs, and while it is flagged. */
  expiresAt: z.nullable(Moment),
});
export type Completeness = z.infer<typeof Completeness>;

export const Process = z.object({
  ...ProcessInList.shape,
  template: z.nullable(Template),
  levels: LevelCounts,
  completeness: Completeness,
});
export type Process = z.infer<typeof Process>;

/** How an activity ended, as far as its entries tell. `noted`: it only left messages, no start and no end. */
export const outcomes = ['succeeded', 'failed', 'canceled', 'skipped', 'running', 'triggered', 'noted'] as const;
export type Outcome = (typeof outcomes)[number];

/** One run of one activity within a process: from its start row to its end row, with all that it wrote between. */
export const Step = z.object({
  /** Ordinal in the process, from 0, in the order the steps began. */
  step: z.number(),
  activity: Activity,
  outcome: z.enum(outcomes),
  startedAt: Moment,
  /** The last sign of it; equal to `startedAt` for a single entry. */
  endedAt: Moment,
  /** From start row to end row, ms; null when one of them is missing. */
  durationMs: z.nullable(z.number()),
  entries: z.number(),
  failures: z.number(),
  /** Attempts that its entries tell of; 1 when they tell nothing. */
  attempts: z.number(),
  /** The message that says most: the failure's, else the last; at most 500 characters. */
  message: z.nullable(z.string()),
  /** First failure, else the first entry: where a click leads. */
  entry: EntryId,
});
export type Step = z.infer<typeof Step>;

/** Time without any step running, folded on the time scale. */
export const IdleGap = z.object({ from: Moment, to: Moment });
export type IdleGap = z.infer<typeof IdleGap>;
