import * as z from 'zod/mini';
import { CardId, CardRef, CardType } from './card.ts';
import { Activity } from './entry.ts';
import { EntryId, Moment, PortalId, ProcessId } from './ids.ts';
import { queryFlag, queryNumber } from './page.ts';
import { TemplateRef } from './template.ts';

/** Which flags a list has. `due`: open ones whose date has come. */
export const flagStates = ['open', 'due', 'closed'] as const;
export type FlagState = (typeof flagStates)[number];

export const FlagNo = z.string().check(z.regex(/^[1-9]\d{0,14}$/));

/** What the journal was when it was flagged. Level and cause of an entry are not in the hash: a later delivery report may change them. */
const FlagEvidence = z.object({
  entries: z.number(),
  /** Hexadecimal. */
  sha256: z.string(),
  takenAt: Moment,
});

/** A person's mark on a process or an entry: why, and until when. While it is open, retention keeps the journal. */
export const Flag = z.object({
  flag: FlagNo,
  process: ProcessId,
  /** Null while entries came before the process itself. */
  card: z.nullable(CardRef),
  template: z.nullable(TemplateRef),
  /** Null: the process as a whole is flagged. */
  entry: z.nullable(
    z.object({
      entry: EntryId,
      activity: z.nullable(Activity),
      /** At most 301 characters. */
      message: z.nullable(z.string()),
    }),
  ),
  why: z.string(),
  /** When to come back; null: nobody said. */
  dueAt: z.nullable(Moment),
  createdAt: Moment,
  /** The name he had then. */
  by: z.nullable(z.string()),
  isMine: z.boolean(),
  closedAt: z.nullable(Moment),
  closedBy: z.nullable(z.string()),
  /** The last time that it was opened again; null: it never was. */
  reopenedAt: z.nullable(Moment),
  reopenedBy: z.nullable(z.string()),
  evidence: FlagEvidence,
});
export type Flag = z.infer<typeof Flag>;

export const mostOfWhy = 2000;
const Why = z.string().check(z.trim(), z.minLength(1), z.maxLength(mostOfWhy));

export const NewFlag = z.object({
  process: ProcessId,
  /** An entry of that process; absent: the process as a whole. */
  entry: z.optional(z.nullable(EntryId)),
  why: Why,
  dueAt: z.optional(z.nullable(Moment)),
});

export const FlagChange = z.object({ why: Why, dueAt: z.nullable(Moment) });

export const FlagQuery = z.object({
  portal: z.optional(PortalId),
  state: z._default(z.enum(flagStates), 'open'),
  mine: z.optional(queryFlag),
  q: z.optional(z.string().check(z.maxLength(200))),
  /** Both or none. */
  cardType: z.optional(CardType),
  cardId: z.optional(CardId),
  cursor: z.optional(z.string()),
  limit: queryNumber(1, 200, 50),
});

export const FlagPage = z.object({
  items: z.array(Flag),
  next: z.nullable(z.string()),
  previous: z.nullable(z.string()),
  /** How many the filter lets through, up to 10 000; null with words, and for whom the portal shows some cards only. */
  total: z.nullable(z.number()),
});
export type FlagPage = z.infer<typeof FlagPage>;

const flagChecks = ['unchanged', 'changed', 'missing'] as const;

/** What became of the entries that were there when it was flagged. */
export const FlagCheck = z.object({
  result: z.enum(flagChecks),
  /** Those of them that are there now, and their hash. */
  entries: z.number(),
  sha256: z.string(),
  checkedAt: Moment,
});
export type FlagCheck = z.infer<typeof FlagCheck>;

/** A flag that was opened again, and what is left of what it kept: nothing held the journal meanwhile. */
export const FlagReopened = z.object({ flag: Flag, check: FlagCheck });
