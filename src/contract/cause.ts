import * as z from 'zod/mini';
import { Moment } from './ids.ts';

/** Did the client miss something because of the failure? */
export const clientHits = ['yes', 'no', 'perhaps'] as const;
export type ClientHit = (typeof clientHits)[number];

/** Who can mend it. `nobody`: it passes by itself, wait. */
export const fixers = ['manager', 'administrator', 'provider', 'integrator', 'nobody'] as const;
export type Fixer = (typeof fixers)[number];

/** Is another try useful: at once, after a while, only when the cause is gone, or never. */
export const retries = ['now', 'wait', 'fix', 'no'] as const;
export type Retry = (typeof retries)[number];

/** What a list row needs of a cause. `title` is in the language that the request asked for. */
export const CauseRef = z.object({ code: z.string(), title: z.string() });
export type CauseRef = z.infer<typeof CauseRef>;

/** A failure in plain words, in the language that the request asked for. */
export const CauseExplanation = z.object({
  ...CauseRef.shape,
  /** What happened, one or two sentences. */
  text: z.string(),
  hit: z.enum(clientHits),
  fixer: z.enum(fixers),
  /** What to do, in order. */
  steps: z.array(z.string()),
  retry: z.enum(retries),
  /** The provider's own code and title as the engine wrote them, e.g. `131047 Re-engagement message`; null where there is none. */
  providerCode: z.nullable(z.string()),
  /** False when the catalogue has no row for it and the text is shown as it is. */
  known: z.boolean(),
  /** Written in the portal itself, by whom and when last; null: the catalogue's, or none. */
  own: z.nullable(z.object({ explanation: z.string(), by: z.nullable(z.string()), at: Moment })),
});
export type CauseExplanation = z.infer<typeof CauseExplanation>;

/** Whom else a cause hit lately. Sums are by currency, as the cards have them; counts stop at `bound`. */
export const CauseSpread = z.object({
  days: z.number(),
  cards: z.number(),
  failures: z.number(),
  bounded: z.boolean(),
  amounts: z.array(z.object({ value: z.number(), currency: z.string() })),
});
export type CauseSpread = z.infer<typeof CauseSpread>;
