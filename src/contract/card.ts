import * as z from 'zod/mini';
import { Moment, Person } from './ids.ts';
import { Stage } from './stage.ts';

/** Card types of the portal; `dynamic_N` for its own types, N being their number. */
export const cardTypes = ['lead', 'deal', 'contact', 'company', 'quote', 'invoice', 'order'] as const;

export const CardType = z.string().check(z.regex(/^(lead|deal|contact|company|quote|invoice|order|dynamic_\d{1,9})$/));
export const CardId = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[^\p{Cc}\p{Cs}]+$/u));

/** Which card; `title` is null while no event has told it. */
export const CardRef = z.object({ type: CardType, id: CardId, title: z.nullable(z.string()) });
export type CardRef = z.infer<typeof CardRef>;

const Amount = z.object({ value: z.number(), currency: z.nullable(z.string()) });
export type Amount = z.infer<typeof Amount>;

/** How many processes of a card are in each section, and how many of all have failures, and an open flag. Counts stop at 10 000. */
export const CardCounts = z.object({
  active: z.number(),
  completed: z.number(),
  failed: z.number(),
  flagged: z.number(),
});
export type CardCounts = z.infer<typeof CardCounts>;

export const Card = z.object({
  ...CardRef.shape,
  pipeline: z.nullable(z.string()),
  stage: z.nullable(Stage),
  /** When the card came to its stage, as far as events tell. */
  stageSince: z.nullable(Moment),
  /** The stages of the card's pipeline that events have told of, in the order cards pass them. */
  stages: z.array(Stage),
  responsible: z.nullable(Person),
  client: z.nullable(Person),
  amount: z.nullable(Amount),
  /** The card's address in the portal: http or https, else null. */
  url: z.nullable(z.string()),
  counts: CardCounts,
});
export type Card = z.infer<typeof Card>;

/** A card in a list: what happened on it last. */
export const CardInList = z.object({
  ...CardRef.shape,
  stage: z.nullable(Stage),
  amount: z.nullable(Amount),
  client: z.nullable(Person),
  responsible: z.nullable(Person),
  counts: CardCounts,
  lastAt: z.nullable(Moment),
});
export type CardInList = z.infer<typeof CardInList>;
