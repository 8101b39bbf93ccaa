import * as z from 'zod/mini';
import { CardRef } from './card.ts';
import { EntryId, Moment, ProcessId } from './ids.ts';
import { Step } from './process.ts';
import { Stage } from './stage.ts';
import { TemplateRef } from './template.ts';

/** A failed step of a robot beside the last one of the same robot that went well. */

/** Where a difference is: the run itself, its step, the two halves of an HTTP call, and what else the step carried. */
export const differenceParts = [
  'run',
  'step',
  'request',
  'response',
  'variables',
  'input',
  'output',
  'delivery',
  'other',
] as const;
export type DifferencePart = (typeof differenceParts)[number];

export const Difference = z.object({
  part: z.enum(differenceParts),
  /** Names from the outside to the inside; the place in a list is a number as text. */
  path: z.array(z.string()),
  /** At most 2 000 characters; null: it was not told. What is no text is written as JSON. */
  failed: z.nullable(z.string()),
  good: z.nullable(z.string()),
  /** It also differs between two runs that went well: an id, a moment, a client's name. Seldom the reason. */
  varies: z.boolean(),
});
export type Difference = z.infer<typeof Difference>;

/** One of the two runs of the robot. `entry` is where its journal is to be opened. */
export const ComparedRun = z.object({
  process: ProcessId,
  entry: EntryId,
  at: Moment,
  card: z.nullable(CardRef),
  template: z.nullable(TemplateRef),
  stage: z.nullable(Stage),
  step: Step,
});
export type ComparedRun = z.infer<typeof ComparedRun>;

export const Comparison = z.object({
  failed: ComparedRun,
  /** Null: none of the runs looked at went well. */
  good: z.nullable(ComparedRun),
  /** Runs of the template looked at on each side of the failure, at most. */
  lookedAt: z.number(),
  /** What does not vary first; within a part in the order of the failed run. At most 500. */
  differences: z.array(Difference),
  /** Differences beyond those. */
  left: z.number(),
  /** What both told alike. */
  same: z.number(),
});
export type Comparison = z.infer<typeof Comparison>;
