import * as z from 'zod/mini';
import { clientHits, fixers, retries } from './cause.ts';
import { CauseKey } from './failures.ts';
import { EntryId, Moment, PortalId, ProcessId } from './ids.ts';

/*
 * Explanations that a portal writes itself, of failures that the built-in catalogue does not know. One holds for
 * failures to come and for those that are kept: which failures it explains is found when they are read.
 */

/** At most so many of each. */
export const explanationLimits = {
  title: 90,
  text: 500,
  steps: 8,
  step: 200,
  phrases: 5,
  phrase: 200,
  activityCode: 120,
  before: 20,
} as const;
const most = explanationLimits;

const line = (length: number) => z.string().check(z.trim(), z.maxLength(length), z.regex(/^[^\p{Cc}\p{Cs}]*$/u));
const text = (length: number) => z.string().check(z.trim(), z.maxLength(length), z.regex(/^[^\p{Cs}]*$/u));
const Steps = z.array(line(most.step).check(z.minLength(1))).check(z.maxLength(most.steps));

const Words = z.object({
  title: line(most.title).check(z.minLength(3)),
  /** What happened, one or two sentences. */
  text: text(most.text),
  /** What to do, in order. */
  steps: Steps,
});
/** In English: what is empty is told in Russian. */
const OtherWords = z.object({ title: line(most.title), text: text(most.text), steps: Steps });

const Phrase = line(most.phrase).check(z.minLength(3));

/**
 * Which failures it explains. Plain text: case, numbers, names in quotes, addresses and dates make no difference, as
 * they make none between failures of one cause.
 */
export const Matching = z.object({
  /** All of them occur in the failure's text, in whatever order. */
  phrases: z.array(Phrase).check(z.minLength(1), z.maxLength(most.phrases)),
  /** Only of robots of this type code; null: of any. Not together with `before`: a known cause says of what robots it is. */
  activityCode: z.nullable(line(most.activityCode).check(z.minLength(1))),
  /** Causes that the catalogue knows and before which it goes. Empty: it explains only what the catalogue does not know. */
  before: z.array(CauseKey).check(z.maxLength(most.before)),
});
export type Matching = z.infer<typeof Matching>;

const facts = { hit: z.enum(clientHits), fixer: z.enum(fixers), retry: z.enum(retries) };

export const NewExplanation = z.object({ ru: Words, en: OtherWords, ...facts, matching: Matching });
export type NewExplanation = z.infer<typeof NewExplanation>;

export const Explanation = z.object({
  explanation: z.string(),
  /** The key of its cause. */
  cause: CauseKey,
  ...NewExplanation.shape,
  /** Causes of `matching.before` as they are called now, in the same order. */
  beforeTitles: z.array(z.string()),
  createdAt: Moment,
  /** The name its writer had then. */
  createdBy: z.nullable(z.string()),
  changedAt: Moment,
  changedBy: z.nullable(z.string()),
});
export type Explanation = z.infer<typeof Explanation>;

export const ExplanationQuery = z.object({ portal: z.optional(PortalId) });
export const ExplanationId = z.object({ explanation: z.string().check(z.regex(/^\d{1,12}$/)) });

/** Those that explained most lately first. */
export const Explanations = z.object({
  items: z.array(z.extend(Explanation, { failures: z.number() })),
  days: z.number(),
  /** More failures than are looked through: the oldest of these days are left out. */
  bounded: z.boolean(),
});
export type Explanations = z.infer<typeof Explanations>;

export const ExplanationTry = z.object({
  /** The one that is being changed; null: a new one. */
  explanation: z.nullable(z.string().check(z.regex(/^\d{1,12}$/))),
  matching: Matching,
});

/** What an explanation would do, as far as the newest failures tell. */
export const ExplanationPreview = z.object({
  days: z.number(),
  bounded: z.boolean(),
  /** Failures that it would explain, and the cards they are of. */
  failures: z.number(),
  cards: z.number(),
  /** Failures whose text it matches and that would stay where they are. */
  staying: z.number(),
  /** Where the failures are now that it matches, most first, at most 20. */
  causes: z.array(
    z.object({
      cause: CauseKey,
      title: z.string(),
      /** Not explained yet; explained by the built-in catalogue; by an explanation of the portal's own: this one or another. */
      kind: z.enum(['unknown', 'known', 'this', 'other']),
      failures: z.number(),
      /** How many of them it would take from there. */
      taken: z.number(),
    }),
  ),
  /** Texts that differ, those it would explain first, newest first. */
  examples: z.array(
    z.object({
      process: ProcessId,
      entry: EntryId,
      at: Moment,
      robot: z.string(),
      /** At most 300 characters. */
      message: z.nullable(z.string()),
      isTaken: z.boolean(),
    }),
  ),
});
export type ExplanationPreview = z.infer<typeof ExplanationPreview>;
