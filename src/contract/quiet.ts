import * as z from 'zod/mini';
import { CardRef } from './card.ts';
import { Activity } from './entry.ts';
import { Moment, Person, PortalId, ProcessId } from './ids.ts';
import { Stage } from './stage.ts';
import { TemplateRef } from './template.ts';

/**
 * What a quiet process waits for. `person`: somebody's answer or task. `reply`: an application that was handed the step.
 * `timer`: the moment has passed until which it said it would wait. `lock`: it says that it runs, and does nothing.
 * `unknown`: it waits, and nothing tells for what.
 */
export const quietReasons = ['person', 'reply', 'timer', 'lock', 'unknown'] as const;
export type QuietReason = (typeof quietReasons)[number];

export const QuietRun = z.object({
  process: ProcessId,
  card: z.nullable(CardRef),
  stage: z.nullable(Stage),
  client: z.nullable(Person),
  responsible: z.nullable(Person),
  amount: z.nullable(z.object({ value: z.number(), currency: z.nullable(z.string()) })),
  /** The last that was heard of it. */
  lastAt: Moment,
  quietMs: z.number(),
  waitingUntil: z.nullable(Moment),
  /** The engine's own words for what it waits for. */
  stateTitle: z.nullable(z.string()),
});
export type QuietRun = z.infer<typeof QuietRun>;

/** Processes that stand at the same step of a template for the same reason, longer than is usual there. */
export const QuietStep = z.object({
  reason: z.enum(quietReasons),
  template: z.nullable(TemplateRef),
  /** The robot that wrote last; null: nothing was written. */
  activity: z.nullable(Activity),
  /** The longest that runs which ended were silent here; null: too few have ended to know. */
  usualMs: z.nullable(z.number()),
  /** Ended runs that passed here, of those looked at. */
  passed: z.number(),
  runs: z.number(),
  cards: z.number(),
  longestMs: z.number(),
  /** Quiet the longest first, at most 50. */
  longest: z.array(QuietRun),
});
export type QuietStep = z.infer<typeof QuietStep>;

export const QuietQuery = z.object({ portal: z.optional(PortalId) });

export const QuietProcesses = z.object({
  /** Most processes first, at most 200. */
  steps: z.array(QuietStep),
  /** Processes in all steps. */
  runs: z.number(),
  /** Processes that have not ended, as far as they were looked at. */
  active: z.number(),
  /** More have not ended than are looked at: those started longest ago were. */
  bounded: z.boolean(),
  at: Moment,
});
export type QuietProcesses = z.infer<typeof QuietProcesses>;
