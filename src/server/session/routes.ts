import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import type { Session } from '#contract/session.ts';
import { hashSecret, makeToken } from '#server/access/key.ts';
import { type Caller, mayReadPortal } from '#server/access/policy.ts';
import { type Context, type Registrar, route } from '#server/http/endpoint.ts';
import type { AccountRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { isSameSite, type SessionCookie } from './callers.ts';
import { hashPassword, isPassword } from './password.ts';
import { createThrottle } from './throttle.ts';

const cookieSeconds = 24 * 60 * 60;

export type SessionRoutesOptions = {
  store: Pick<JournalStore, 'accounts' | 'portals'>;
  cookie: SessionCookie;
  demo: boolean;
  now(): number;
  /** Told when the first administrator is made. */
  onClaim(): void;
  /** What the audit log says in place of an e-mail. */
  markOf(text: string): string;
};

/** Claiming, signing in and out, people and portals. */
export function registerSessionRoutes(registrar: Registrar, options: SessionRoutesOptions): void {
  const { store, cookie, demo, now, onClaim, markOf } = options;
  const throttle = createThrottle(now);

  async function present(person: {
    name: string;
    email: string;
    role: AccountRow['role'];
    portals: readonly string[];
  }): Promise<Session> {
    const caller: Caller = { kind: 'person', accountNo: 0, ...person };
    const readable = (await store.portals.list()).filter((portal) => mayReadPortal(caller, portal));
    return {
      person: { name: person.name, email: person.email, role: person.role },
      portals: readable.map(presentPortal),
      demo,
    };
  }

  async function open(account: AccountRow, reply: FastifyReply): Promise<Session> {
    const { token, hash } = makeToken();
    await store.accounts.openSession(hash, account.accountNo, now());
    reply.setCookie(cookie.name, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: cookie.secure,
      maxAge: cookieSeconds,
    });
    return await present(account);
  }

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
    return await open(made, reply);
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
    if (!(await isPassword(body.password, account?.password ?? null)) || account === null) {
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
    return await open(account, reply);
  });

  route(registrar, 'session', async ({ caller }) => {
    if (caller?.kind !== 'person') throw new Problem('not_signed_in');
    return await present(caller);
  });

  route(registrar, 'signOut', async ({ request, reply, note }) => {
    await note({});
    const token = request.cookies[cookie.name];
    if (token !== undefined) await store.accounts.closeSession(hashSecret(token));
    reply.clearCookie(cookie.name, { path: '/' }).status(204);
    return null;
  });

  route(registrar, 'addPerson', async ({ body, note }) => {
    const email = body.email.toLowerCase();
    const password = await hashPassword(body.password);
    // Nobody can sign in by it yet: that comes when it is in the audit log, under the number that it has now.
    const account = { email, name: body.name, role: body.role, portals: body.portals, password: '' };
    if (!(await store.accounts.add(account, false)))
      throw new Problem('conflict', 'an account with this e-mail is there already');
    const made = await store.accounts.byEmail(email);
    if (made === null) throw new Problem('conflict');
    try {
      await note({ object: objectOf(made), details: { role: body.role, portals: body.portals } });
    } catch (error) {
      await store.accounts.remove(made.accountNo).catch(() => undefined);
      throw error;
    }
    await store.accounts.change(made.accountNo, { password });
    return { email };
  });

  route(registrar, 'putPortal', async ({ params, body, note }) => {
    if (body.timeZone !== undefined && !isTimeZone(body.timeZone)) {
      throw new Problem('invalid_request', 'the body: timeZone is no IANA time zone, as Europe/Moscow');
    }
    const change = {
      ...(body.title === undefined ? {} : { title: body.title }),
      ...(body.timeZone === undefined ? {} : { timeZone: body.timeZone }),
      ...(body.origin === undefined ? {} : { origin: body.origin }),
    };
    const known = await store.portals.find(params.portal);
    await note({
      ...(known === null ? {} : { portalNo: known.portalNo }),
      object: { kind: 'portal', id: params.portal },
      details: { fields: Object.keys(change) },
    });
    return presentPortal(await store.portals.put(params.portal, change));
  });
}

function presentPortal({ portal, title, timeZone, origin }: PortalRow) {
  return { portal, title, timeZone, origin };
}

const objectOf = (account: AccountRow) => ({ kind: 'person', id: String(account.accountNo) });

function callerOf({ accountNo, name, email, role, portals }: AccountRow): Caller {
  return { kind: 'person', accountNo, name, email, role, portals };
}

function requireSameSite(request: FastifyRequest): void {
  if (!isSameSite(request)) throw new Problem('cross_site');
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
