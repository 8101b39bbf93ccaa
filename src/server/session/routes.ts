import type { FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import type { Session } from '#contract/session.ts';
import { hashSecret } from '#server/access/key.ts';
import { type Caller, mayAdministrate } from '#server/access/policy.ts';
import { type Context, type Registrar, route } from '#server/http/endpoint.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { registerAccountRoutes } from './account-routes.ts';
import type { SessionCookie } from './callers.ts';
import { requireUncommon } from './common-passwords.ts';
import { registerInvitation } from './invitation.ts';
import { registerKeyRoutes } from './key-routes.ts';
import type { OidcProvider } from './oidc.ts';
import { registerOidc } from './oidc-routes.ts';
import { hashPassword, isPassword } from './password.ts';
import { registerPeopleRoutes } from './people-routes.ts';
import { callerOf, createSessions, objectOf, presentPortal, requireSameSite } from './sessions.ts';
import { createThrottle } from './throttle.ts';

export type SessionRoutesOptions = {
  store: Pick<JournalStore, 'accounts' | 'portals'>;
  cookie: SessionCookie;
  demo: boolean;
  /** The address that people use; null: the one that they asked. */
  publicUrl: URL | null;
  /** Null: people sign in by e-mail and password only. */
  oidc: OidcProvider | null;
  /** Key of this instance. */
  secret: Buffer;
  /** Where a reader finds the cards of a portal. */
  cardsIn(caller: Caller, portal: PortalRow): 'journal' | 'portal';
  now(): number;
  /** Told when the first administrator is made. */
  onClaim(): void;
  /** What the audit log says in place of an e-mail. */
  markOf(text: string): string;
};

/** Claiming, signing in and out, people, their keys and portals. */
export function registerSessionRoutes(registrar: Registrar, options: SessionRoutesOptions): void {
  const { store, cookie, demo, publicUrl, oidc, secret, cardsIn, now, onClaim, markOf } = options;
  const throttle = createThrottle(now);
  const sessions = createSessions({ store, cookie, demo, cardsIn, now });
  const addressOf = (request: FastifyRequest) => publicUrl?.origin ?? `${request.protocol}://${request.host}`;

  registerInvitation(registrar, { store, sessions, throttle, now });
  registerAccountRoutes(registrar, { store, sessions, throttle, now });
  registerPeopleRoutes(registrar, { store, sessions, addressOf, now });
  registerKeyRoutes(registrar, { store, addressOf, now });
  registerOidc(registrar, { store, sessions, throttle, addressOf, provider: oidc, secret, cookie, markOf, now });

  // One after another: who comes second finds the link used, and no password is derived for him.
  let claiming: Promise<unknown> = Promise.resolve();
  route(registrar, 'claim', async (context) => {
    const turn = claiming.then(async () => await claim(context));
    claiming = turn.catch(() => undefined);
    return await turn;
  });

  async function claim({ body, request, reply, note }: Context<'claim'>): Promise<Session> {
    requireSameSite(request);
    throttle.check(`claim ${request.ip}`);
    const isRight = await store.accounts.hasClaim(hashSecret(body.token), now());
    if (!isRight) {
      throttle.fail(`claim ${request.ip}`);
      throw new Problem('claim_invalid');
    }
    const email = body.email.toLowerCase();
    if ((await store.accounts.count()) > 0) throw new Problem('claim_invalid');
    requireUncommon(body.password);
    const account = {
      email,
      name: body.name,
      role: 'administrator' as const,
      password: await hashPassword(body.password),
      portals: [],
    };
    // First: nobody owns an instance without a trace of it. The account has no number yet to name it by.
    await note({});
    const isFirst = await store.accounts.add(account, true);
    await store.accounts.dropClaims();
    const made = isFirst ? await store.accounts.byEmail(email) : null;
    if (made === null) throw new Problem('claim_invalid');
    onClaim();
    return await sessions.open(made, request, reply);
  }

  route(registrar, 'signIn', async ({ body, request, reply, note }) => {
    requireSameSite(request);
    if ((await store.accounts.count()) === 0) throw new Problem('unclaimed');
    const email = body.email.trim().toLowerCase();
    const names = [`account ${email}`, `address ${request.ip}`];
    throttle.check(...names);
    // Counted before the password is looked at: of a hundred tries sent at once each sees those before it.
    throttle.fail(...names);
    const account = await store.accounts.byEmail(email);
    const isRight = await isPassword(body.password, account?.password ?? null);
    if (account === null || !isRight || account.state !== 'active') {
      // Tries beyond the throttle are not noted: anybody could fill the disk with them.
      await note({
        action: 'session.sign-in-refused',
        ...(account === null ? {} : { object: objectOf(account) }),
        details: { email: markOf(email) },
      });
      throw new Problem('wrong_credentials');
    }
    throttle.succeed(...names);
    await note({ object: objectOf(account), actor: callerOf(account) });
    return await sessions.open(account, request, reply);
  });

  route(registrar, 'session', async ({ caller }) => {
    if (caller === null || caller.kind === 'key') throw new Problem('not_signed_in');
    return await sessions.present(caller);
  });

  route(registrar, 'signOut', async ({ request, reply, note }) => {
    await note({});
    await sessions.close(request, reply);
    reply.status(204);
    return null;
  });

  route(registrar, 'putPortal', async ({ caller, params, body, note }) => {
    const known = await store.portals.find(params.portal);
    if (caller === null || !mayAdministrate(caller, known)) throw new Problem('not_found', 'no such portal');
    if (body.timeZone !== undefined && !isTimeZone(body.timeZone)) {
      throw new Problem('invalid_request', 'the body: timeZone is no IANA time zone, as Europe/Moscow');
    }
    const change = {
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.timeZone === undefined ? {} : { timeZone: body.timeZone }),
      ...(body.origin === undefined ? {} : { origin: body.origin }),
    };
    await note({
      ...(known === null ? {} : { portalNo: known.portalNo }),
      object: { kind: 'portal', id: params.portal },
      details: { fields: Object.keys(change) },
    });
    return presentPortal(await store.portals.put(params.portal, change));
  });
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
