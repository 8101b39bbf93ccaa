import * as z from 'zod/mini';
import { CardInList } from './card.ts';
import { Activity, levels } from './entry.ts';
import { EntryId, Moment, ProcessId } from './ids.ts';
import { ProcessInList } from './process.ts';

/** A part of a text, and whether it is what was searched for. A text is given in parts, never with marks in it. */
export const TextPart = z.object({ text: z.string(), isMatch: z.boolean() });
export type TextPart = z.infer<typeof TextPart>;

/** An entry that was found. What ran it is among the answer's processes. */
export const FoundEntry = z.object({
  entry: EntryId,
  process: ProcessId,
  at: Moment,
  level: z.enum(levels),
  type: z.string(),
  activity: Activity,
  /** At most 300 characters of it, around the first match; null: it has none. */
  message: z.nullable(z.array(TextPart)),
  /** Where the words stand: all in the message; some in the robot's name; else in the entry's data. */
  found: z.enum(['message', 'activity', 'details']),
});
export type FoundEntry = z.infer<typeof FoundEntry>;

/** What a search names by itself: by its id, its link, its token, or what it is called. */
export const DirectHits = z.object({
  cards: z.array(CardInList),
  processes: z.array(
    z.object({
      process: ProcessInList,
      /** The step that was asked for by its token. */
      step: z.nullable(z.object({ activity: Activity, isOpen: z.boolean() })),
    }),
  ),
});
export type DirectHits = z.infer<typeof DirectHits>;

/** What a search gives beside its page of entries, newest first. */
export const searchFields = {
  processes: z.array(ProcessInList),
  /** Empty but on the first page. */
  hits: DirectHits,
  /** Entries that were found; `bounded`: there are more than these. Null on pages after the first. */
  total: z.nullable(z.number()),
  bounded: z.boolean(),
  /** The list ends here only for now: entries older than this were not looked through yet. */
  lookedBackTo: z.nullable(Moment),
  /** Entries that are not in the index yet, at most 10 000; `isBuilding`: and older ones, of which nobody has counted how many. */
  lag: z.object({ entries: z.number(), isBuilding: z.boolean() }),
  /** Chips whose value makes no sense, as `after:tomorrow`; they narrow nothing. */
  notUnderstood: z.array(z.string()),
} as const;

export const suggestKeys = ['robot', 'stage', 'template'] as const;
export type SuggestKey = (typeof suggestKeys)[number];
