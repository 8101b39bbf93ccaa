import * as z from 'zod/mini';
import { Card, CardId, CardInList, CardType } from './card.ts';
import { CauseExplanation, CauseSpread } from './cause.ts';
import type { Endpoint } from './endpoint.ts';
import { Delivery, Entry, levels } from './entry.ts';
import { EntryId, Moment, PortalId, ProcessId } from './ids.ts';
import { pageOf, queryFlag, queryList, queryNumber } from './page.ts';
import { IdleGap, Process, ProcessInList, processFilter, sections, Step } from './process.ts';
import { Session } from './session.ts';

/** Which portal is read. A key has its own; a person's session needs it only when he may read several. */
const portal = { portal: z.optional(PortalId) };
const card = z.object({ cardType: CardType, cardId: CardId });
const processParams = z.object({ process: ProcessId });
const cursor = { cursor: z.optional(z.string().check(z.maxLength(500))) };
const q = z.optional(z.string().check(z.maxLength(200)));
const level = z.optional(queryList(levels));

/** What a card's page and its journal ask: the first load of the pages has these, and not the other rows. */
export const journalEndpoints = {
  session: {
    method: 'GET',
    path: '/api/v1/session',
    access: 'session',
    summary: 'Who is signed in and which portals he may read',
    response: Session,
  },
  cards: {
    method: 'GET',
    path: '/api/v1/cards',
    access: 'journal.read',
    summary: 'Cards, the one with the latest sign of life first',
    query: z.object({
      ...portal,
      ...cursor,
      q,
      failures: z.optional(queryFlag),
      flagged: z.optional(queryFlag),
      limit: queryNumber(1, 200, 50),
    }),
    response: pageOf(CardInList),
  },
  card: {
    method: 'GET',
    path: '/api/v1/cards/:cardType/:cardId',
    access: 'journal.read',
    summary: 'A card with its counts',
    params: card,
    query: z.object(portal),
    response: Card,
  },
  cardProcesses: {
    method: 'GET',
    path: '/api/v1/cards/:cardType/:cardId/processes',
    access: 'journal.read',
    summary: 'Processes of a card, newest first; `section` absent: both',
    params: card,
    query: z.object({
      ...portal,
      ...cursor,
      section: z.optional(z.enum(sections)),
      ...processFilter,
      q,
      limit: queryNumber(1, 200, 50),
    }),
    response: z.extend(pageOf(ProcessInList), { total: z.number(), bounded: z.boolean() }),
  },
  cardFacets: {
    method: 'GET',
    path: '/api/v1/cards/:cardType/:cardId/facets',
    access: 'journal.read',
    summary: 'Templates and stages that the processes of a card have, for its filters',
    params: card,
    query: z.object(portal),
    response: z.object({
      templates: z.array(z.object({ id: z.string(), name: z.nullable(z.string()), processes: z.number() })),
      stages: z.array(z.object({ id: z.string(), name: z.nullable(z.string()), processes: z.number() })),
    }),
  },
  cardTimeline: {
    method: 'GET',
    path: '/api/v1/cards/:cardType/:cardId/timeline',
    access: 'journal.read',
    summary: 'Stage changes and processes of a card, newest first',
    params: card,
    query: z.object({ ...portal, ...cursor, limit: queryNumber(1, 200, 100) }),
    response: pageOf(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('stage'), at: Moment, stage: Card.shape.stage }),
        z.object({ kind: z.literal('process'), at: Moment, process: ProcessInList }),
      ]),
    ),
  },
  process: {
    method: 'GET',
    path: '/api/v1/processes/:process',
    access: 'journal.read',
    summary: 'A process with its level counts and how complete its journal is',
    audit: 'journal.view',
    params: processParams,
    query: z.object(portal),
    response: Process,
  },
  processEntries: {
    method: 'GET',
    path: '/api/v1/processes/:process/entries',
    access: 'journal.read',
    summary: 'Entries in journal order: by time, then arrival',
    params: processParams,
    query: z.object({
      ...portal,
      ...cursor,
      level,
      q,
      /** Only the entries of one step (its ordinal). */
      step: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
      /** The page in which this entry stands in the middle. */
      around: z.optional(EntryId),
      /** Ordinal, from 0, of the first entry of the page within the filtered journal: where a scroll bar was dragged to. */
      position: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
      /** `row`: details are left out and messages cut to 300 characters, for lists on a screen. */
      view: z._default(z.enum(['full', 'row']), 'full'),
      limit: queryNumber(1, 1000, 100),
    }),
    response: z.extend(pageOf(Entry), {
      /** Entries that pass the filter. */
      total: z.number(),
      /** Ordinal of the first item within the filtered journal. */
      position: z.number(),
    }),
  },
  entry: {
    method: 'GET',
    path: '/api/v1/processes/:process/entries/:entry',
    access: 'journal.read',
    summary: 'One entry whole, and what it changed and caused',
    params: z.object({ process: ProcessId, entry: EntryId }),
    query: z.object(portal),
    response: z.object({
      entry: Entry,
      /** True when personal data in it is hidden from who asks. */
      masked: z.boolean(),
      /** Ordinal of its step, and of the entry among all entries of the journal. */
      step: z.number(),
      position: z.number(),
      /** Variables as the entry before it had them, where both entries tell any. */
      variablesBefore: z.nullable(z.record(z.string(), z.unknown())),
      /** The step's entries that end an attempt, oldest first; one item or none when there was no retry. */
      attempts: z.array(
        z.object({
          attempt: z.number(),
          entry: EntryId,
          at: Moment,
          level: z.enum(levels),
          message: z.nullable(z.string()),
        }),
      ),
      /** Reports of the provider on the message that it sent, oldest first; the last one counts. At most 100. */
      deliveries: z.array(Delivery),
      /** For a trigger: what ran because of it. Null for any other entry. */
      caused: z.nullable(
        z.object({
          /** Steps of this process after it and before the next trigger, at most 200. */
          steps: z.array(Step),
          stepsTotal: z.number(),
          /** Other processes of the card that the same trigger started. */
          processes: z.array(ProcessInList),
        }),
      ),
    }),
  },
  processSteps: {
    method: 'GET',
    path: '/api/v1/processes/:process/steps',
    access: 'journal.read',
    summary: 'The journal robot by robot: one item a run of an activity, in the order they began',
    params: processParams,
    query: z.object({
      ...portal,
      ...cursor,
      level,
      position: z.optional(z.coerce.number().check(z.int(), z.gte(0))),
      limit: queryNumber(1, 1000, 200),
    }),
    response: z.extend(pageOf(Step), {
      total: z.number(),
      position: z.number(),
      /** First and last moment of the journal, and the idle time between steps worth folding, oldest first, at most 50. */
      from: z.nullable(Moment),
      to: z.nullable(Moment),
      idle: z.array(IdleGap),
    }),
  },
  processMatches: {
    method: 'GET',
    path: '/api/v1/processes/:process/matches',
    access: 'journal.read',
    summary: 'Where a text or a level occurs in a journal: the true total, and each place for previous and next',
    params: processParams,
    query: z.object({ ...portal, q, level }),
    response: z.object({
      total: z.number(),
      /** In journal order, at most 10 000. `position` counts in the whole journal, `step` is the ordinal of its step. */
      places: z.array(z.object({ entry: EntryId, position: z.number(), step: z.number() })),
    }),
  },
  processExport: {
    method: 'GET',
    path: '/api/v1/processes/:process/export',
    access: 'journal.read',
    summary: 'The journal as a file: everything, or what the filter lets through',
    params: processParams,
    audit: 'journal.export',
    query: z.object({ ...portal, format: z.enum(['csv', 'json', 'txt', 'xes']), level, q }),
  },
  cause: {
    method: 'GET',
    path: '/api/v1/processes/:process/entries/:entry/cause',
    access: 'journal.read',
    summary: 'Why an entry failed in plain words, who can mend it, what to do, and whom else it hit',
    params: z.object({ process: ProcessId, entry: EntryId }),
    query: z.object(portal),
    response: z.object({ cause: CauseExplanation, spread: CauseSpread }),
  },
  stream: {
    method: 'GET',
    path: '/api/v1/stream',
    access: 'journal.read',
    summary:
      'Server-sent events: `changed` for each process of the card that changes; `Last-Event-ID` replays what was missed',
    query: z.object({ ...portal, cardType: CardType, cardId: CardId }),
  },
} as const satisfies Record<string, Endpoint>;
