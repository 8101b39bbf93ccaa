import type { FastifyRequest } from 'fastify';
import { Problem } from '#contract/problem.ts';
import { hashSecret, isSecret, readKey } from '#server/access/key.ts';
import type { Caller } from '#server/access/policy.ts';
import type { JournalStore, KeyRow } from '#server/store/journal-store.ts';

/** When a key was last used is written at most this often. */
const usedEveryMs = 60 * 60 * 1000;

export type SessionCookie = { name: string; secure: boolean };

/** Finds out who a request is from: a key in `Authorization: Bearer`, or a person's session cookie. */
export function createCallers(store: Pick<JournalStore, 'accounts'>, cookie: SessionCookie, now: () => number) {
  const usedAt = new Map<string, number>();

  async function byKey(text: string): Promise<Caller | null> {
    const parts = readKey(text);
    const row: KeyRow | null = parts === null ? null : await store.accounts.keyById(parts.keyId);
    const isRight = isSecret(parts?.secret ?? text, row?.secretHash ?? null);
    if (row === null || !isRight || (row.expiresAt !== null && row.expiresAt <= now())) return null;
    if ((usedAt.get(row.keyId) ?? 0) < now() - usedEveryMs) {
      usedAt.set(row.keyId, now());
      // A note for people: on a full disk reading goes on without it.
      await store.accounts.keyUsed(row.keyId, now()).catch(() => undefined);
    }
    return { kind: 'key', keyId: row.keyId, portalNo: row.portalNo, user: row.user, scopes: row.scopes };
  }

  async function bySession(token: string, request: FastifyRequest): Promise<Caller | null> {
    const account = await store.accounts.bySession(hashSecret(token), now());
    if (account === null) return null;
    // A browser sends the cookie with whatever another site makes it send; only what our own pages ask may change things.
    if (request.method !== 'GET' && !isSameSite(request)) throw new Problem('cross_site');
    const { accountNo, name, email, role, portals } = account;
    return { kind: 'person', accountNo, name, email, role, portals };
  }

  return async (request: FastifyRequest): Promise<Caller | null> => {
    const header = request.headers.authorization;
    if (header !== undefined) {
      const bearer = /^bearer +(\S+)$/i.exec(header.slice(0, 300))?.[1];
      return bearer === undefined ? null : await byKey(bearer);
    }
    const token = request.cookies[cookie.name];
    return token === undefined ? null : await bySession(token, request);
  };
}

/** True unless the browser says that another site made the request. */
export function isSameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === request.headers.host;
}
