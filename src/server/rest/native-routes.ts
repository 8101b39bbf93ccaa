import { type RegisteredActivity, silentWriteReasons, type SilentWrites } from '#contract/application.ts';
import { Problem } from '#contract/problem.ts';
import { makeToken } from '#server/access/key.ts';
import { seesOn } from '#server/access/sight.ts';
import { type Caller, mayGrant, mayGrantUntil } from '#server/access/policy.ts';
import { readRoute, type Registrar, route } from '#server/http/endpoint.ts';
import { onceByKey, type Repeats } from '#server/http/repeats.ts';
import type { ApplicationRow, JournalStore, RegisteredActivityRow, WaitingStep } from '#server/store/journal-store.ts';
import { describeMethod } from './describe.ts';
import type { EventTokens } from './event-token.ts';
import { accessSeconds, issueTokens } from './oauth.ts';
import type { MethodRegistry } from './registry.ts';

const dayMs = 24 * 60 * 60 * 1000;
const silentDays = 30;
const mostSteps = 200;

/** Our own API beside the portal's REST: event tokens for engines; applications and what they do for administrators. */
export function registerApplicationRoutes(
  registrar: Registrar,
  options: {
    store: JournalStore;
    repeats: Repeats;
    tokens: EventTokens;
    registry: MethodRegistry;
    describeActivity(row: RegisteredActivityRow, title: string | null): RegisteredActivity;
    now(): number;
  },
): void {
  const { store, repeats, tokens, registry, describeActivity, now } = options;

  route(registrar, 'issueEventToken', async ({ caller: anyone, body, request, reply }) => {
    const { caller, portal } = await keyPortal(store, anyone);
    const process = await store.processes.find(portal.portalNo, body.process);
    if (process === null) throw new Problem('not_found', 'no such process');
    const asked = JSON.stringify(body);
    // A token is made of its event again: what is kept of an answer opens nothing.
    const given = await onceByKey(repeats, { request, reply, caller }, asked, async () => {
      const { event } = tokens.issue(portal.portal, body.process, body.activity.name);
      const expiresAt = body.timeoutSeconds == null ? null : now() + body.timeoutSeconds * 1000;
      await store.applications.addStep(portal.portalNo, {
        event,
        processNo: process.processNo,
        activity: { name: body.activity.name, title: body.activity.title ?? null, code: body.activity.code ?? null },
        useSubscription: body.useSubscription,
        createdAt: now(),
        expiresAt,
        closedAt: null,
        closedBy: null,
        answer: null,
      });
      return { event, expiresAt };
    });
    const { token } = tokens.issue(portal.portal, body.process, body.activity.name, given.event);
    return { eventToken: token, expiresAt: momentOf(given.expiresAt) };
  });

  route(registrar, 'closeEventToken', async ({ caller, body }) => {
    const { portal } = await keyPortal(store, caller);
    const read = tokens.read(portal.portal, body.eventToken);
    if (read === null || !read.verified) throw new Problem('not_found', 'no such event token');
    return { closed: await store.applications.closeStep(portal.portalNo, read.event, 'engine', null, now()) };
  });

  readRoute(registrar, 'waitingSteps', async ({ portal, params, sight }) => {
    const process = await store.processes.find(portal.portalNo, params.process);
    if (!(await seesOn(sight, process?.card ?? null, params.process)) || process === null)
      throw new Problem('not_found', 'no such process');
    const steps = await store.applications.stepsOf(portal.portalNo, process.processNo, mostSteps);
    return { items: steps.map((step) => presentStep(step, now())) };
  });

  readRoute(registrar, 'applications', async ({ portal }) => ({
    items: (await store.applications.list(portal.portalNo)).map(presentApplication),
  }));

  readRoute(registrar, 'addApplication', async ({ caller, portal, body, note }) => {
    if (!mayGrant(caller, body.scopes))
      throw new Problem('forbidden', 'a key hands out no scope that it has not itself');
    if (!mayGrantUntil(caller, null))
      throw new Problem('forbidden', 'a key that expires makes no application: that would outlive it');
    const secret = makeToken();
    const application: ApplicationRow = {
      clientId: `local.${makeToken().hash.slice(0, 24)}`,
      portalNo: portal.portalNo,
      title: body.title,
      secretHash: secret.hash,
      user: body.user,
      scopes: body.scopes,
      createdAt: now(),
    };
    await note({
      object: { kind: 'application', id: application.clientId },
      details: { user: body.user, scopes: body.scopes },
    });
    await store.applications.add(application);
    const issued = await issueTokens(store, application.clientId, now());
    return { ...presentApplication(application), clientSecret: secret.token, ...issued, expiresIn: accessSeconds };
  });

  readRoute(registrar, 'removeApplication', async ({ portal, params, reply, note }) => {
    const known = await store.applications.find(params.clientId);
    if (known?.portalNo !== portal.portalNo) throw new Problem('not_found', 'no such application');
    await note({ object: { kind: 'application', id: params.clientId } });
    const removed = await store.applications.remove(portal.portalNo, params.clientId);
    if (!removed) throw new Problem('not_found', 'no such application');
    reply.status(204);
    return null;
  });

  /** What the applications of a portal are called, by client id. */
  async function titlesOf({ portalNo }: { portalNo: number }): Promise<Map<string, string>> {
    return new Map((await store.applications.list(portalNo)).map(({ clientId, title }) => [clientId, title]));
  }

  readRoute(registrar, 'activities', async ({ portal }) => {
    const titles = await titlesOf(portal);
    const rows = await store.applications.activities(portal.portalNo, null);
    return { items: rows.map((row) => describeActivity(row, titles.get(row.clientId) ?? null)) };
  });

  readRoute(registrar, 'silentWrites', async ({ portal }) => {
    const rows = await store.applications.silent(portal.portalNo, now() - silentDays * dayMs);
    const applications = await titlesOf(portal);
    const keys = new Map((await store.accounts.keysOf(portal.portalNo)).map(({ keyId, title }) => [keyId, title]));
    return {
      items: rows.flatMap(({ reason: written, day, writer, writes }) => {
        const reason = silentWriteReasons.find((one) => one === written);
        if (reason === undefined) return [];
        const date = new Date(day * dayMs).toISOString().slice(0, 10);
        return [{ reason, day: date, writer: writerOf(writer, applications, keys), writes }];
      }),
    };
  });

  route(registrar, 'restMethods', async () => ({ items: registry.list().map(describeMethod) }));
}

async function keyPortal(store: Pick<JournalStore, 'portals'>, caller: Caller | null) {
  const portal = caller?.kind === 'key' ? await store.portals.byNo(caller.portalNo) : null;
  if (caller?.kind !== 'key' || portal === null)
    throw new Problem('scope_missing', 'a key with the scope journal.write is needed');
  return { caller, portal };
}

/** A credential as it was noted, `application <client id>` or `key <key id>`, as an administrator knows it. */
function writerOf(
  credential: string,
  applications: ReadonlyMap<string, string>,
  keys: ReadonlyMap<string, string | null>,
): SilentWrites['writer'] {
  const [kind, id = ''] = credential.split(' ');
  if (kind !== 'application' && kind !== 'key') return null;
  return { kind, id, title: (kind === 'application' ? applications : keys).get(id) ?? null };
}

function presentApplication({ clientId, title, user, scopes, createdAt }: ApplicationRow) {
  return { clientId, title, user, scopes, createdAt: new Date(createdAt).toISOString() };
}

function presentStep(step: WaitingStep, now: number) {
  const isOver = step.expiresAt !== null && step.expiresAt <= now;
  return {
    activity: step.activity,
    state: stateOf(step, isOver),
    createdAt: new Date(step.createdAt).toISOString(),
    expiresAt: momentOf(step.expiresAt),
    closedAt: momentOf(step.closedAt),
    returnValues: step.answer === null ? null : (JSON.parse(step.answer) as Record<string, unknown>),
  };
}

function stateOf(step: WaitingStep, isOver: boolean) {
  if (step.closedBy === 'application') return 'answered' as const;
  if (step.closedBy === 'engine') return 'closed' as const;
  if (isOver) return 'timed_out' as const;
  return step.useSubscription ? ('waiting' as const) : ('not_waiting' as const);
}

function momentOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
