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
import type { Endpoint } from './endpoint.ts';
import { accessEndpoints } from './endpoints-access.ts';
import { digestEndpoints } from './endpoints-digest.ts';
import { erasureEndpoints } from './endpoints-erasure.ts';
import { explanationEndpoints } from './endpoints-explanations.ts';
import { failureViewEndpoints } from './endpoints-failure-views.ts';
import { exportEndpoints } from './endpoints-export.ts';
import { failureEndpoints } from './endpoints-failures.ts';
import { flagEndpoints } from './endpoints-flags.ts';
import { journalEndpoints } from './endpoints-journal.ts';
import { searchEndpoints } from './endpoints-search.ts';
import { supportEndpoints } from './endpoints-support.ts';
import { Moment, PortalId, ProcessId } from './ids.ts';
import { Claim, NewPerson, Origin, Portal, Session, SignIn } from './session.ts';

/** Which portal is read. A key has its own; a person's session needs it only when he may read several. */
const portal = { portal: z.optional(PortalId) };

/** Every endpoint. */
export const endpoints = {
  ...journalEndpoints,
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
    params: z.object({ process: ProcessId }),
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
  ...digestEndpoints,
  ...erasureEndpoints,
  ...explanationEndpoints,
  ...exportEndpoints,
  ...failureEndpoints,
  ...failureViewEndpoints,
  ...searchEndpoints,
  ...flagEndpoints,
  ...supportEndpoints,
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
