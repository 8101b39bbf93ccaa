import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import type { AuditAction } from '#contract/audit.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import {
  type BodyOf,
  type EndpointName,
  endpoints,
  type ParamsOf,
  type QueryOf,
  type ResponseOf,
} from '#contract/endpoints.ts';
import { sayIssue } from '#contract/issue.ts';
import { Problem } from '#contract/problem.ts';
import type { RecordAudit } from '#server/access/audit-note.ts';
import type { Mask } from '#server/access/mask.ts';
import { type Caller, mayReadPortal, mayUse, scopeFor } from '#server/access/policy.ts';
import type { Sight } from '#server/access/sight.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { type Language, languageOf } from './language.ts';
import type { RateLimit } from './rate-limit.ts';

export type Context<N extends EndpointName> = {
  params: ParamsOf<N>;
  query: QueryOf<N>;
  body: BodyOf<N>;
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
  /** Writes the audit event that the contract names for this endpoint. What is to be done or shown waits for it. */
  note(about: Noted): Promise<void>;
};

export type Noted = {
  /** Whom it concerns; absent: the portal that is read, else the whole instance. */
  portalNo?: number;
  object?: { kind: string; id: string };
  details?: Readonly<Record<string, unknown>>;
  /** Who did it, where that is known only while it is done: somebody who signs in. */
  actor?: Caller;
  /** An event that was written before says this, too; nothing is written: a list is noted once, not page by page. */
  isCovered?: boolean;
  /** Absent: what the contract names. Another where a try has two ends: a sign-in that is refused. */
  action?: AuditAction;
};

/** What every handler can count on: the caller passed the policy, and for reading a portal that he may read is chosen. */
export type ReadContext<N extends EndpointName> = Context<N> & {
  caller: Caller;
  portal: PortalRow;
  /** Which cards he may see; every handler that shows something of a card asks it. */
  sight: Sight;
  /** Null: he gets everything as it is. Answers in JSON are masked after the handler, others by it. */
  mask: Mask | null;
};

export type Registrar = {
  app: FastifyInstance;
  portals: JournalStore['portals'];
  /** Who a request is from; null for nobody known. */
  callerOf(request: FastifyRequest): Promise<Caller | null>;
  /** Calls of one key. */
  calls: RateLimit;
  recordAudit: RecordAudit;
  sightOf(caller: Caller, portal: PortalRow): Sight;
  maskOf(caller: Caller, portal: PortalRow): Mask | null;
  /** Most bytes of a body; absent: what the server takes everywhere. */
  bodyLimit?: number;
};

type Answer<N extends EndpointName> = ResponseOf<N> extends undefined ? unknown : ResponseOf<N>;

/** Registers the handler of an endpoint that anybody known may use; `caller` is null only where access is public. */
export function route<N extends EndpointName>(
  registrar: Registrar,
  name: N,
  handle: (context: Context<N> & { caller: Caller | null }) => Promise<Answer<N>>,
): void {
  const endpoint: Endpoint = endpoints[name];
  const callers = new WeakMap<FastifyRequest, Caller | null>();
  registrar.app.route({
    method: endpoint.method,
    url: endpoint.path,
    ...(registrar.bodyLimit === undefined ? {} : { bodyLimit: registrar.bodyLimit }),
    // Before the body is read: nobody unknown makes us take in megabytes.
    onRequest: async (request) => {
      const caller = endpoint.access === 'public' ? null : await registrar.callerOf(request);
      const verdict = mayUse(caller, endpoint.access);
      if (verdict !== 'yes')
        throw new Problem(
          verdict,
          verdict === 'scope_missing' ? `the scope ${scopeFor(endpoint.access)} is needed` : null,
        );
      const waitSeconds = caller?.kind === 'key' ? registrar.calls.take(`key ${caller.keyId}`) : null;
      if (waitSeconds !== null) throw new Problem('too_many_requests', 'the key calls too often', { waitSeconds });
      callers.set(request, caller);
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? null;
      const context = {
        params: read(endpoint.params, request.params, 'the address'),
        query: read(endpoint.query, request.query, 'the query'),
        body: read(endpoint.body, request.body, 'the body'),
        language: languageOf(request.headers['accept-language']),
        request,
        reply,
        caller,
        note: async ({
          portalNo,
          object = null,
          details = {},
          actor = caller ?? undefined,
          action = endpoint.audit,
          isCovered = false,
        }) => {
          if (action === undefined) throw new Error(`the contract names no audit action for ${name}`);
          isNoted = true;
          if (isCovered) return;
          const ofCaller = actor === undefined || actor.kind === 'person' ? null : actor.portalNo;
          await registrar.recordAudit({
            action,
            actor: actor ?? null,
            portalNo: portalNo ?? ofCaller,
            object,
            details,
            requestId: request.id,
            ip: request.ip,
          });
        },
      } as Context<N> & { caller: Caller | null };
      let isNoted = false;
      const answer = await handle(context);
      // An action that leaves no trace is a defect, and is to be seen before it is used.
      if (endpoint.audit !== undefined && !isNoted) throw new Error(`${name} was not noted in the audit log`);
      if (endpoint.response === undefined || reply.sent) return answer;
      reply.header('cache-control', 'no-store').header('vary', 'accept-language');
      // The schema builds what leaves: a field that the contract does not name stays inside.
      return z.parse(endpoint.response, answer);
    },
  });
}

/** What answers with something of a journal, masked for who may not see all of it. */
const showsJournals: ReadonlySet<Endpoint['access']> = new Set([
  'journal.read',
  'failures.read',
  'failures.act',
  'flags.write',
]);

/** The same for reading a portal's journal. */
export function readRoute<N extends EndpointName>(
  registrar: Registrar,
  name: N,
  handle: (context: ReadContext<N>) => Promise<Answer<N>>,
): void {
  route(registrar, name, async (context) => {
    const { caller } = context;
    if (caller === null) throw new Problem('not_signed_in');
    const wanted = (context.query as { portal?: string } | undefined)?.portal;
    const portal = await portalOf(registrar.portals, caller, wanted);
    const endpoint: Endpoint = endpoints[name];
    // Settings are no journal: who may change them sees them as they are.
    const mask = showsJournals.has(endpoint.access) ? registrar.maskOf(caller, portal) : null;
    const answer = await handle({
      ...context,
      note: async (about) => await context.note({ portalNo: portal.portalNo, ...about }),
      caller,
      portal,
      sight: registrar.sightOf(caller, portal),
      mask,
    });
    return mask === null || context.reply.sent || endpoint.method !== 'GET' ? answer : mask.answer(answer).value;
  });
}

/** The portal a caller reads: the one he names, his key's, or the only or first that he may read. */
async function portalOf(
  portals: JournalStore['portals'],
  caller: Caller,
  wanted: string | undefined,
): Promise<PortalRow> {
  const named = wanted === undefined ? null : await portals.find(wanted);
  if (named !== null && mayReadPortal(caller, named)) return named;
  if (wanted === undefined) {
    const readable = (await portals.list()).find((portal) => mayReadPortal(caller, portal));
    if (readable !== undefined) return readable;
  }
  throw new Problem('not_found', 'no such portal');
}

function read(schema: z.core.$ZodType | undefined, value: unknown, where: string): unknown {
  if (schema === undefined) return undefined;
  const result = z.safeParse(schema, value ?? {});
  if (result.success) return result.data;
  throw new Problem('invalid_request', `${where}: ${result.error.issues.slice(0, 3).map(sayIssue).join('; ')}`);
}
