import * as z from 'zod/mini';
import { CardType, CardId } from './card.ts';
import { clientHits, fixers } from './cause.ts';
import { Activity, EntryDetails, levels } from './entry.ts';
import { EntryId, Moment, ProcessId } from './ids.ts';
import { Stage } from './stage.ts';
import { TemplateRef } from './template.ts';

/** One line of a bundle. Both sides name it by its number. */
const BundleLine = z.object({
  /** From 1. */
  line: z.number(),
  entry: EntryId,
  at: Moment,
  level: z.enum(levels),
  type: z.string(),
  robot: z.string(),
  /** At most 2 000 characters. */
  message: z.nullable(z.string()),
});

/**
 * All that whoever mends a failure from outside needs of it: a provider, an integrator. Personal data is hidden in it
 * whoever asks, for it leaves the portal.
 */
export const Bundle = z.object({
  portal: z.string(),
  timeZone: z.string(),
  process: ProcessId,
  entry: EntryId,
  at: Moment,
  card: z.nullable(z.object({ type: CardType, id: CardId })),
  template: z.nullable(TemplateRef),
  stage: z.nullable(Stage),
  activity: Activity,
  attempts: z.number(),
  cause: z.nullable(
    z.object({
      code: z.string(),
      title: z.string(),
      text: z.string(),
      hit: z.enum(clientHits),
      fixer: z.enum(fixers),
      providerCode: z.nullable(z.string()),
    }),
  ),
  /** The failed entry's whole message, up to 64 KiB. */
  message: z.nullable(z.string()),
  /** What the failed entry carried: request, response, delivery. */
  details: z.nullable(EntryDetails),
  /** The entries of its step, and a few before and after it, in journal order; at most 60. */
  lines: z.array(BundleLine),
  /** Which of them is the failure. */
  failedLine: z.number(),
  /** Whether anything was hidden. */
  masked: z.boolean(),
});
export type Bundle = z.infer<typeof Bundle>;
