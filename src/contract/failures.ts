import * as z from 'zod/mini';
import { CardRef } from './card.ts';
import { CauseExplanation, clientHits, fixers } from './cause.ts';
import { Activity } from './entry.ts';
import { EntryId, Moment, Person, PortalId, ProcessId } from './ids.ts';
import { pageOf, queryList, queryNumber } from './page.ts';
import { Stage } from './stage.ts';
import { TemplateRef } from './template.ts';

/*
 * Failures by cause, over all cards of a portal. A cause is named by its key: an opaque text that stays the same as long
 * as nobody merges or splits. The key of a cause that was merged names the one that it was merged into.
 */

/** `new`: nobody has looked at it, or it came back. `muted` ends by itself: at a time, or when it comes too often. */
export const causeStates = ['new', 'acknowledged', 'resolved', 'muted'] as const;
export type CauseState = (typeof causeStates)[number];

export const CauseKey = z.string().check(z.maxLength(120), z.regex(/^[a-z0-9][a-z0-9:._-]*$/i));

/** Names one of the texts that a cause's failures have; opaque. */
const FailureTextId = z.string().check(z.regex(/^[0-9a-f]{16}$/));

/** What the cards hit are worth, a sum a currency, the currency of most cards first. Each card counts once. */
const Amounts = z.array(z.object({ value: z.number(), currency: z.nullable(z.string()) }));

const Counted = z.object({ failures: z.number(), cards: z.number() });

/** How a robot is called by a reader: its title, else its code, else its technical name. */
const Robot = z.string();

/** Who answers for a cause. `person`: the number of an account here, or `u` and a number for a portal's user who has none. */
export const Assignee = z.object({ person: z.string(), name: z.string() });
export type Assignee = z.infer<typeof Assignee>;

/** Where a cause stands. Derived when it is read: a resolved cause that fails again is new and says so. */
export const CauseLife = z.object({
  state: z.enum(causeStates),
  /** It was resolved, and failed after that. */
  isReopened: z.boolean(),
  /** Since when the state holds: set, come back, or the mute ended; null while nobody has touched it. */
  stateAt: z.nullable(Moment),
  /** Who set it; null where it came by itself, and while nobody has touched it. */
  stateBy: z.nullable(z.string()),
  /** While it is muted: until when, and how many failures in an hour are too many. One of them is told. */
  mutedUntil: z.nullable(Moment),
  mutedRatePerHour: z.nullable(z.number()),
  assignee: z.nullable(Assignee),
});
export type CauseLife = z.infer<typeof CauseLife>;

/** A cause in the list. All but what is said otherwise is of the range and passes the filter. */
export const CauseInList = z.object({
  cause: CauseKey,
  title: z.string(),
  /** Did the client miss something, and who can mend it. */
  hit: z.enum(clientHits),
  fixer: z.enum(fixers),
  /** False: the catalogue has no explanation of it yet. */
  isKnown: z.boolean(),
  /** The one that failed most, and how many others did. */
  robot: z.object({ title: Robot, others: z.number() }),
  template: z.nullable(z.object({ id: z.string(), name: z.nullable(z.string()), others: z.number() })),
  /** Where most failed first, at most 5. */
  stages: z.array(z.object({ stage: Stage, failures: z.number() })),
  failures: z.number(),
  /** In the span before, of the same length; null when that was not counted (`bounded`). */
  failuresBefore: z.nullable(z.number()),
  /** A number for each bar of the histogram. */
  trend: z.array(z.number()),
  cards: z.number(),
  /** Clients of these cards, as far as events told them. */
  clients: z.number(),
  amounts: Amounts,
  firstAt: Moment,
  lastAt: Moment,
  /** Of all that is kept, whatever the range and the filter. */
  firstEverAt: Moment,
  lastEverAt: Moment,
  /** Causes that were merged into it. */
  merged: z.number(),
  ...CauseLife.shape,
  /** The newest failure. At most 300 characters of its message. */
  example: z.object({ process: ProcessId, entry: EntryId, at: Moment, message: z.nullable(z.string()) }),
});
export type CauseInList = z.infer<typeof CauseInList>;

const FailureRange = z.object({ from: Moment, to: Moment });

/** Failures over time: bar `n` counts from `from + n * stepMs`, the last one up to the range's end. 48 to 60 bars. */
const FailureHistogram = z.object({ from: Moment, stepMs: z.number(), counts: z.array(z.number()) });
export type FailureHistogram = z.infer<typeof FailureHistogram>;

/** Over all causes that pass the filter, not only those of the page. Each card and client counts once. */
export const FailureTotals = z.object({
  failures: z.number(),
  failuresBefore: z.nullable(z.number()),
  cards: z.number(),
  clients: z.number(),
  /** Clients hit by a cause that surely kept something from them. */
  clientsMissed: z.number(),
  amounts: Amounts,
  /** The most that one card is worth, in the first currency of `amounts`. */
  largestAmount: z.nullable(z.number()),
  robots: z.number(),
  /** Robots that the portal has ever told of, whatever the range and the filter; null: too many to count. */
  robotsKnown: z.nullable(z.number()),
  causes: z.number(),
  newCauses: z.number(),
});
export type FailureTotals = z.infer<typeof FailureTotals>;

/** `money`: the most in the portal's main currency first. `age`: the one known longest first; `newest` the other way round. `last`: the one that failed last first. */
export const causeOrders = ['count', 'money', 'age', 'newest', 'last'] as const;
export type CauseOrder = (typeof causeOrders)[number];

const portal = { portal: z.optional(PortalId) };
const word = z.optional(z.string().check(z.maxLength(300)));
const cursor = { cursor: z.optional(z.string().check(z.maxLength(500))) };
/** Absent: the last 7 days. `to` is left out of the range, `from` is in it. */
const range = { from: z.optional(Moment), to: z.optional(Moment) };
/** Which failures count: by robot (as listed), template id and stage id. */
const ofFailures = { robot: word, template: word, stage: word };

/** Which causes are listed, and acted upon all at once. */
const filter = {
  ...portal,
  ...range,
  ...ofFailures,
  state: z.optional(queryList(causeStates)),
  /** A person's id, `me`, or `none`. */
  assignee: z.optional(z.string().check(z.regex(/^(?:me|none|u?\d{1,12})$/))),
  /** All of its words occur in the title, robot, template, example or key. */
  q: z.optional(z.string().check(z.maxLength(200))),
};

export const FailureQuery = z.object({
  ...filter,
  ...cursor,
  sort: z._default(z.enum(causeOrders), 'count'),
  limit: queryNumber(1, 200, 100),
});
export const FailureFilter = z.object(filter);
export const FailureExportQuery = z.object({
  ...filter,
  format: z.enum(['csv', 'json', 'xes']),
  /** Of this one alone. */
  cause: z.optional(CauseKey),
  /** Of `template`, as it is listed. */
  version: word,
});
export const FailureFacetsQuery = z.object({ ...portal, ...range });
export const CauseQuery = z.object({ ...portal, ...range });
export const OccurrenceQuery = z.object({
  ...portal,
  ...range,
  ...ofFailures,
  /** Of `template`, as it is listed; without a template it means nothing. */
  version: word,
  ...cursor,
  limit: queryNumber(1, 200, 50),
});
export const HistoryQuery = z.object({ ...portal, ...cursor, limit: queryNumber(1, 200, 100) });
export const ActionQuery = z.object(portal);

export const FailureList = z.object({
  range: FailureRange,
  totals: FailureTotals,
  histogram: FailureHistogram,
  causes: z.array(CauseInList),
  next: z.nullable(z.string()),
  /** Causes that pass the filter. */
  total: z.number(),
  /** More failures than are counted at once: the oldest of the range are left out, and `countedFrom` says up to where. */
  bounded: z.boolean(),
  countedFrom: Moment,
});
export type FailureList = z.infer<typeof FailureList>;

/** What a filter can choose from in a range, what failed most first, at most 100 each. */
export const FailureFacets = z.object({
  robots: z.array(z.object({ robot: Robot, failures: z.number() })),
  templates: z.array(z.object({ id: z.string(), name: z.nullable(z.string()), failures: z.number() })),
  stages: z.array(z.object({ stage: Stage, failures: z.number() })),
});
export type FailureFacets = z.infer<typeof FailureFacets>;

/** What happened to robots and access shortly before a cause was seen first. A fact, not a reason. */
const changeKinds = [
  /** A version of a template ran for the first time. `title` is the template's name, `detail` the version. */
  'template-version',
  /** `title` is the key's title. */
  'key-made',
  'key-rotated',
  'key-revoked',
  'key-expired',
  /** `title` is the application's title. */
  'application-made',
  'application-removed',
  'portal-connected',
] as const;
export const ChangeBefore = z.object({
  kind: z.enum(changeKinds),
  at: Moment,
  title: z.nullable(z.string()),
  detail: z.nullable(z.string()),
  /** The template that failed: by far the likeliest. */
  isOwn: z.boolean(),
});
export type ChangeBefore = z.infer<typeof ChangeBefore>;

/** One of the texts that a cause's failures have, without what is particular to one card. A text can be split off. */
const FailureText = z.object({
  fingerprint: FailureTextId,
  /** At most 300 characters. */
  text: z.string(),
  failures: z.number(),
  lastAt: Moment,
  example: z.object({ process: ProcessId, entry: EntryId }),
});

/** A cause's page. What is counted is of the range; a cause without a failure in it has zeros and empty lists. */
export const CausePage = z.object({
  /** Another than was asked for, when that was merged. */
  cause: CauseKey,
  explanation: CauseExplanation,
  range: FailureRange,
  bounded: z.boolean(),
  failures: z.number(),
  failuresBefore: z.nullable(z.number()),
  histogram: FailureHistogram,
  cards: z.number(),
  clients: z.number(),
  amounts: Amounts,
  /** In the range; null when there was none. */
  firstAt: z.nullable(Moment),
  lastAt: z.nullable(Moment),
  firstEverAt: Moment,
  lastEverAt: Moment,
  life: CauseLife,
  /** Each what failed most first, at most 50. */
  versions: z.array(z.extend(Counted, { template: TemplateRef, firstAt: Moment, lastAt: Moment })),
  stages: z.array(z.extend(Counted, { stage: Stage })),
  robots: z.array(z.extend(Counted, { robot: Robot, activity: Activity })),
  /** Who answers for the cards hit, most cards first. */
  responsible: z.array(z.object({ responsible: Person, cards: z.number() })),
  texts: z.array(FailureText),
  /** Newest first, at most 20, of the week before `firstEverAt`. */
  changesBefore: z.array(ChangeBefore),
  /** Causes that were merged into it: each can be split off again. */
  merged: z.array(z.object({ cause: CauseKey, title: z.string(), at: Moment, by: z.nullable(z.string()) })),
  /** The cause that its text was split off from; null: it is none of those. */
  splitFrom: z.nullable(CauseKey),
  /** The newest failure of the range, else of all. */
  example: z.object({ process: ProcessId, entry: EntryId, at: Moment, message: z.nullable(z.string()) }),
});
export type CausePage = z.infer<typeof CausePage>;

/** One failure of a cause. */
export const Occurrence = z.object({
  entry: EntryId,
  process: ProcessId,
  at: Moment,
  /** Null while entries came before their process. */
  card: z.nullable(CardRef),
  client: z.nullable(Person),
  amount: z.nullable(z.object({ value: z.number(), currency: z.nullable(z.string()) })),
  template: z.nullable(TemplateRef),
  stage: z.nullable(Stage),
  activity: Activity,
  /** At most 300 characters. */
  message: z.nullable(z.string()),
});
export type Occurrence = z.infer<typeof Occurrence>;
export const OccurrencePage = pageOf(Occurrence);

/** The same in a file, which has failures of several causes. */
export const FailureInFile = z.extend(Occurrence, { cause: z.object({ cause: CauseKey, title: z.string() }) });
export type FailureInFile = z.infer<typeof FailureInFile>;

/** Something that somebody did to a cause. `by`: the name he had then. */
const noted = { note: z.string(), at: Moment, by: z.nullable(z.string()) };
export const CauseNote = z.discriminatedUnion('kind', [
  z.object({
    ...noted,
    kind: z.literal('state'),
    state: z.enum(causeStates),
    mutedUntil: z.nullable(Moment),
    mutedRatePerHour: z.nullable(z.number()),
    comment: z.nullable(z.string()),
  }),
  z.object({ ...noted, kind: z.literal('assign'), assignee: z.nullable(z.string()) }),
  z.object({ ...noted, kind: z.literal('comment'), text: z.string() }),
  z.object({
    ...noted,
    kind: z.literal('merge'),
    cause: z.object({ cause: CauseKey, title: z.string() }),
    into: z.object({ cause: CauseKey, title: z.string() }),
  }),
  z.object({
    ...noted,
    kind: z.literal('split'),
    /** What was split off, and from what. */
    cause: z.object({ cause: CauseKey, title: z.string() }),
    from: z.object({ cause: CauseKey, title: z.string() }),
  }),
]);
export type CauseNote = z.infer<typeof CauseNote>;
export const CauseHistory = pageOf(CauseNote);

const Comment = z.string().check(z.trim(), z.minLength(1), z.maxLength(4000));

/** `muted` needs a time in the future, a rate, or both: whichever comes first ends it. */
export const NewCauseState = z.object({
  state: z.enum(causeStates),
  mutedUntil: z.optional(z.nullable(Moment)),
  mutedRatePerHour: z.optional(z.nullable(z.number().check(z.int(), z.gte(1), z.lte(10_000)))),
  comment: z.optional(z.nullable(Comment)),
});
/** `me`: who asks. Null: nobody answers for it any more. */
export const NewAssignee = z.object({
  person: z.nullable(z.string().check(z.regex(/^(?:me|u?\d{1,12})$/))),
});
export const NewComment = z.object({ text: Comment });
export const CauseMerge = z.object({ into: CauseKey });
/** What is split off: a text, or a cause that was merged into it. */
export const CauseSplit = z.union([z.object({ fingerprint: FailureTextId }), z.object({ merged: CauseKey })]);

export const BulkAction = z.object({
  action: z.discriminatedUnion('kind', [
    z.extend(NewCauseState, { kind: z.literal('state') }),
    z.extend(NewAssignee, { kind: z.literal('assign') }),
    /** All of them into one, which need not be among them. */
    z.extend(CauseMerge, { kind: z.literal('merge') }),
  ]),
  /** Only these of what the filter lets through; absent: all. */
  causes: z.optional(z.array(CauseKey).check(z.minLength(1), z.maxLength(500))),
  /** True: nothing is done, the answer says what would be. */
  isDryRun: z.boolean(),
  /** How many the dry run counted: when more would be acted upon now, nothing is done (409). */
  expected: z.optional(z.number().check(z.int(), z.gte(0))),
});

/** What was done to each cause, or would be. At most 500 at once: `left` says how many more the filter lets through. */
export const BulkAnswer = z.object({
  isDryRun: z.boolean(),
  causes: z.number(),
  failures: z.number(),
  left: z.number(),
  items: z.array(
    z.object({
      cause: CauseKey,
      title: z.string(),
      /** `unchanged`: it was so already. `failed`: not done; the others are. */
      result: z.enum(['done', 'unchanged', 'failed']),
    }),
  ),
});
export type BulkAnswer = z.infer<typeof BulkAnswer>;
