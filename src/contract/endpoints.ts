import * as z from 'zod/mini';
import {
  Application,
  ApplicationCredentials,
  NewApplication,
  NewEventToken,
  RegisteredActivity,
  RestMethod,
  SilentWrites,
  WaitingStep,
} from './application.ts';
import { Card, CardId, CardInList, CardType } from './card.ts';
import { CauseExplanation, CauseSpread } from './cause.ts';
import type { Endpoint } from './endpoint.ts';
import { accessEndpoints } from './endpoints-access.ts';
import { failureEndpoints } from './endpoints-failures.ts';
import { Entry, levels } from './entry.ts';
import { EntryId, PortalId, ProcessId, Moment } from './ids.ts';
import { pageOf, queryFlag, queryList, queryNumber } from './page.ts';
import { IdleGap, Process, ProcessInList, processStates, sections, Step } from './process.ts';
import { Claim, NewPerson, Origin, Portal, Session, SignIn } from './session.ts';

/** Which portal is read. A key has its own; a person's session needs it only when he may read several. */
const portal = { portal: z.optional(PortalId) };
const card = z.object({ cardType: CardType, cardId: CardId });
const processParams = z.object({ process: ProcessId });
const cursor = { cursor: z.optional(z.string().check(z.maxLength(500))) };
const q = z.optional(z.string().check(z.maxLength(200)));
const level = z.optional(queryList(levels));

export const endpoints = {
  claim: {
    method: 'POST',
    path: '/api/v1/claim',
    access: 'public',
    summary: 'Make the first administrator with the one-time claim token, and sign in',
    audit: 'instance.claim',
    body: Claim,
    response: Session,
  },
  signIn: {
    method: 'POST',
    path: '/api/v1/session',
    access: 'public',
    summary: 'Sign in with e-mail and password; the answer sets the session cookie',
    audit: 'session.sign-in',
    body: SignIn,
    response: Session,
  },
  session: {
    method: 'GET',
    path: '/api/v1/session',
    access: 'session',
    summary: 'Who is signed in and which portals he may read',
    response: Session,
  },
  signOut: {
    method: 'DELETE',
    path: '/api/v1/session',
    access: 'account',
    summary: 'Sign out',
    audit: 'session.sign-out',
  },
  addPerson: {
    method: 'POST',
    path: '/api/v1/people',
    access: 'people',
    summary: 'Make an account',
    audit: 'person.invite',
    body: NewPerson,
    response: z.object({ email: z.string() }),
  },
  putPortal: {
    method: 'PUT',
    path: '/api/v1/portals/:portal',
    access: 'admin',
    summary: 'Make a portal or change its title, time zone and framing origin',
    params: z.object({ portal: PortalId }),
    body: z.object({
      title: z.optional(z.nullable(z.string().check(z.maxLength(200)))),
      timeZone: z.optional(z.string().check(z.maxLength(64))),
      origin: z.optional(z.nullable(Origin)),
    }),
    audit: 'portal.change',
    response: Portal,
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
      state: z.optional(queryList(processStates)),
      /** Template id. */
      template: z.optional(z.string().check(z.maxLength(255))),
      /** Stage id. */
      stage: z.optional(z.string().check(z.maxLength(255))),
      from: z.optional(Moment),
      to: z.optional(Moment),
      q,
      failures: z.optional(queryFlag),
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
    query: z.object({ ...portal, format: z.enum(['csv', 'json', 'txt']), level, q }),
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
  issueEventToken: {
    method: 'POST',
    path: '/api/v1/event-tokens',
    access: 'journal.write',
    summary: 'Ask for the event token of a step that is handed to an application; the step then waits',
    body: NewEventToken,
    response: z.object({ eventToken: z.string(), expiresAt: z.nullable(Moment) }),
  },
  closeEventToken: {
    method: 'POST',
    path: '/api/v1/event-tokens/close',
    access: 'journal.write',
    summary: 'Close a step: what is written to it from now on goes nowhere',
    body: z.object({ eventToken: z.string().check(z.maxLength(600)) }),
    response: z.object({ closed: z.boolean() }),
  },
  waitingSteps: {
    method: 'GET',
    path: '/api/v1/processes/:process/waiting-steps',
    access: 'journal.write',
    summary: 'Steps of a process that were handed to applications, newest first, and what these answered',
    params: processParams,
    query: z.object(portal),
    response: z.object({ items: z.array(WaitingStep) }),
  },
  applications: {
    method: 'GET',
    path: '/api/v1/applications',
    access: 'admin',
    summary: 'Applications of a portal',
    query: z.object(portal),
    response: z.object({ items: z.array(Application) }),
  },
  addApplication: {
    method: 'POST',
    path: '/api/v1/applications',
    access: 'admin',
    summary: 'Make an application; its secret and first tokens are shown this once',
    query: z.object(portal),
    audit: 'application.make',
    body: NewApplication,
    response: ApplicationCredentials,
  },
  removeApplication: {
    method: 'DELETE',
    path: '/api/v1/applications/:clientId',
    access: 'admin',
    summary: 'Remove an application with its tokens and what it registered',
    params: z.object({ clientId: z.string().check(z.maxLength(100)) }),
    query: z.object(portal),
    audit: 'application.remove',
  },
  activities: {
    method: 'GET',
    path: '/api/v1/activities',
    access: 'admin',
    summary: 'Activities and robots that applications registered',
    query: z.object(portal),
    response: z.object({ items: z.array(RegisteredActivity) }),
  },
  silentWrites: {
    method: 'GET',
    path: '/api/v1/silent-writes',
    access: 'admin',
    summary: 'Writes of the last 30 days that were answered `true` and not kept, by reason and day',
    query: z.object(portal),
    response: z.object({ items: z.array(SilentWrites) }),
  },
  restMethods: {
    method: 'GET',
    path: '/api/v1/rest-methods',
    access: 'session',
    summary: 'The methods of the portal’s REST, for their documentation',
    response: z.object({ items: z.array(RestMethod) }),
  },
  events: {
    method: 'POST',
    path: '/api/v1/events',
    access: 'journal.write',
    summary: 'Write journal events: one JSON event, a JSON array, or NDJSON; gzip allowed',
  },
  ...accessEndpoints,
  ...failureEndpoints,
} as const satisfies Record<string, Endpoint>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

type OutputOf<T> = T extends z.core.$ZodType ? z.core.output<T> : undefined;
type InputOf<T> = T extends z.core.$ZodType ? z.core.input<T> : undefined;
type Field<E, K extends string> = E extends Record<K, infer V> ? V : undefined;

/** What a handler gets and gives, and what a caller gives and gets. */
export type ParamsOf<N extends EndpointName> = OutputOf<Field<Endpoints[N], 'params'>>;
export type QueryOf<N extends EndpointName> = OutputOf<Field<Endpoints[N], 'query'>>;
export type QueryInputOf<N extends EndpointName> = InputOf<Field<Endpoints[N], 'query'>>;
export type BodyOf<N extends EndpointName> = OutputOf<Field<Endpoints[N], 'body'>>;
export type ResponseOf<N extends EndpointName> = OutputOf<Field<Endpoints[N], 'response'>>;
