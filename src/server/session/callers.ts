import type { FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import { hashSecret } from '#server/access/key.ts';
import type { Caller } from '#server/access/policy.ts';
import type { FailedTries } from '#server/http/rate-limit.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { KeyCheck } from './key-check.ts';

export type SessionCookie = { name: string; secure: boolean };

/** Finds out who a request is from: a key or a frame's bearer in `Authorization: Bearer`, or a person's session cookie. */
export function createCallers(options: {
  store: Pick<JournalStore, 'accounts'>;
  cookie: SessionCookie;
  checkKey: KeyCheck;
  /** Wrong keys, by where they came from. */
  tries: FailedTries;
  byFrame(bearer: string): Promise<Caller | null>;
  now(): number;
}) {
  const { store, cookie, checkKey, tries, byFrame, now } = options;

  async function byKey(text: string, request: FastifyRequest): Promise<Caller | null> {
    // Before anything is looked up.
    const waitSeconds = tries.waitOf(request.ip, text);
    if (waitSeconds !== null) throw new Problem('too_many_requests', 'too many wrong keys', { waitSeconds });
    const found = await checkKey(text);
    if (found === null) tries.failed(request.ip, text);
    else tries.succeeded(text);
    if (found === null || found.isExpired) return null;
    const { keyId, portalNo, user, scopes, expiresAt } = found.row;
    return { kind: 'key', keyId, portalNo, user, scopes, expiresAt };
  }

  async function bySession(token: string, request: FastifyRequest): Promise<Caller | null> {
    const account = await store.accounts.bySession(hashSecret(token), now());
    if (account === null) return null;
    // A browser sends the cookie with whatever another site makes it send; only what our own pages ask may change things.
    if (request.method !== 'GET' && !isOwnPage(request)) throw new Problem('cross_site');
    const { accountNo, name, email, role, portals } = account;
    return { kind: 'person', accountNo, name, email, role, portals };
  }

  return async (request: FastifyRequest): Promise<Caller | null> => {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const bearer = /^bearer +(\S+)$/i.exec(header.slice(0, 300))?.[1];
      // Whoever brings a bearer is asked for no cookie: a frame and an account never mix.
      if (bearer === undefined) return null;
      return bearer.startsWith('jl_') ? await byFrame(bearer) : await byKey(bearer, request);
    }
    const token = request.cookies[cookie.name];
    return token === undefined ? null : await bySession(token, request);
  };
}

/** True when the browser says that a page of ours made the request. One that says nothing is none that we know. */
function isOwnPage(request: FastifyRequest): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return (site !== undefined || origin !== undefined) && isSameSite(request);
}

/** True unless the browser says that another site made the request. */
export function isSameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
