import type { FastifyRequest } from 'fastify';
import type { Session } from '#contract/session.ts';
import { Problem } from '#contract/problem.ts';
import { hashSecret, makeToken } from '#server/access/key.ts';
import { type Context, type Registrar, route } from '#server/http/endpoint.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { requireUncommon } from './common-passwords.ts';
import { hashPassword } from './password.ts';
import { callerOf, objectOf, requireSameSite, type Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

const invitationMs = 7 * 24 * 60 * 60 * 1000;

/** A new link by which the owner of an account sets its password; an older one of the account is void. */
export async function makeInvitation(
  store: Pick<JournalStore, 'accounts'>,
  accountNo: number,
  address: string,
  { now, goodMs = invitationMs }: { now: number; goodMs?: number },
): Promise<{ link: string; expiresAt: number }> {
  const { token, hash } = makeToken();
  const expiresAt = now + goodMs;
  await store.accounts.putInvitation(accountNo, hash, expiresAt);
  // In the fragment: no server and no proxy ever sees it in an address.
  return { link: `${address}/invitation#t=${token}`, expiresAt };
}

export function registerInvitation(
  registrar: Registrar,
  options: {
    store: Pick<JournalStore, 'accounts'>;
    sessions: Sessions;
    throttle: Throttle;
    now(): number;
  },
): void {
  const { store, sessions, throttle, now } = options;

  // One after another: who comes second finds the link used, and no password is derived for him.
  let accepting: Promise<unknown> = Promise.resolve();
  route(registrar, 'acceptInvitation', async (context) => {
    const turn = accepting.then(async () => await accept(context));
    accepting = turn.catch(() => undefined);
    return await turn;
  });

  async function accept({ body, request, reply, note }: Context<'acceptInvitation'>): Promise<Session> {
    requireSameSite(request);
    const hash = hashSecret(body.token);
    const invited = await invitedBy(hash, request);
    requireUncommon(body.password);
    const password = await hashPassword(body.password);
    await note({ object: objectOf(invited), actor: callerOf(invited) });
    // Another server may have been faster with the same link.
    const account = await store.accounts.takeInvitation(hash, now());
    if (account === null || account.state === 'blocked') throw new Problem('claim_invalid');
    await store.accounts.change(account.accountNo, { password, state: 'active' });
    await store.accounts.closeSessions(account.accountNo, { butToken: null });
    return await sessions.open(account, request, reply);
  }

  async function invitedBy(hash: string, request: FastifyRequest) {
    throttle.check(`invitation ${request.ip}`);
    const account = await store.accounts.byInvitation(hash, now());
    if (account !== null && account.state !== 'blocked') return account;
    throttle.fail(`invitation ${request.ip}`);
    throw new Problem('claim_invalid');
  }
}
