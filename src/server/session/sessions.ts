import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import type { Session } from '#contract/session.ts';
import { hashSecret, makeToken } from '#server/access/key.ts';
import { networkOf } from '#server/access/network.ts';
import { type Caller, mayReadPortal } from '#server/access/policy.ts';
import type { AccountRow, JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { isSameSite, type SessionCookie } from './callers.ts';

const cookieSeconds = 24 * 60 * 60;
const longestBrowser = 300;

type Person = Extract<Caller, { kind: 'person' }>;

export type Sessions = {
  present(caller: Exclude<Caller, { kind: 'key' }>): Promise<Session>;
  /** Signs somebody in on the browser that asks, under a new id; who was signed in there is not any more. */
  open(account: AccountRow, request: FastifyRequest, reply: FastifyReply): Promise<Session>;
  /** Signs the browser that asks out. */
  close(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** The hash of the session that a request brings; null: it brings none. */
  tokenHash(request: FastifyRequest): string | null;
};

export function createSessions(options: {
  store: Pick<JournalStore, 'accounts' | 'portals'>;
  cookie: SessionCookie;
  demo: boolean;
  cardsIn(caller: Caller, portal: PortalRow): 'journal' | 'portal';
  now(): number;
}): Sessions {
  const { store, cookie, demo, cardsIn, now } = options;

  function tokenHash(request: FastifyRequest): string | null {
    const token = request.cookies[cookie.name];
    return token === undefined ? null : hashSecret(token);
  }

  async function present(caller: Exclude<Caller, { kind: 'key' }>): Promise<Session> {
    const readable = (await store.portals.list()).filter((portal) => mayReadPortal(caller, portal));
    const isPerson = caller.kind === 'person';
    return {
      person: {
        name: caller.name ?? (isPerson ? '' : caller.user),
        email: isPerson ? caller.email : null,
        role: caller.role,
      },
      portals: readable.map((portal) => ({ ...presentPortal(portal), cardsIn: cardsIn(caller, portal) })),
      demo,
    };
  }

  return {
    present,
    tokenHash,
    async open(account, request, reply) {
      const before = tokenHash(request);
      if (before !== null) await store.accounts.closeSession(before);
      const { token, hash } = makeToken();
      await store.accounts.openSession(hash, account.accountNo, now(), {
        session: randomBytes(9).toString('base64url'),
        browser: request.headers['user-agent']?.slice(0, longestBrowser) ?? null,
        network: networkOf(request.ip),
      });
      await store.accounts.change(account.accountNo, { signedInAt: now() });
      reply.setCookie(cookie.name, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: cookie.secure,
        maxAge: cookieSeconds,
      });
      return await present(callerOf(account));
    },
    async close(request, reply) {
      const hash = tokenHash(request);
      if (hash !== null) await store.accounts.closeSession(hash);
      // With the flags that it was set with: a browser drops no `__Host-` cookie that is not said to be secure.
      reply.clearCookie(cookie.name, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.secure });
    },
  };
}

export function presentPortal({ portal, title, timeZone, origin }: PortalRow) {
  return { portal, title, timeZone, origin };
}

/** An account as the audit log names it. */
export const objectOf = (account: AccountRow) => ({ kind: 'person', id: String(account.accountNo) });

export function callerOf({ accountNo, name, email, role, portals }: AccountRow): Person {
  return { kind: 'person', accountNo, name, email, role, portals };
}

/** The person whom the policy let in here: it lets in nobody else. */
export function personOf(caller: Caller | null): Person {
  if (caller?.kind !== 'person') throw new Problem('not_signed_in');
  return caller;
}

/** @throws Problem cross_site */
export function requireSameSite(request: FastifyRequest): void {
  if (!isSameSite(request)) throw new Problem('cross_site');
}
