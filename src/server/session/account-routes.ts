import { Problem } from '#contract/problem.ts';
import { type Registrar, route } from '#server/http/endpoint.ts';
import type { AccountFacts, JournalStore } from '#server/store/journal-store.ts';
import { requireUncommon } from './common-passwords.ts';
import { hashPassword, isPassword } from './password.ts';
import { objectOf, personOf, type Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

/** One's own account: where it is signed in, and its password. */
export function registerAccountRoutes(
  registrar: Registrar,
  options: { store: Pick<JournalStore, 'accounts'>; sessions: Sessions; throttle: Throttle; now(): number },
): void {
  const { store, sessions, throttle, now } = options;

  async function own(caller: Parameters<typeof personOf>[0]): Promise<AccountFacts> {
    const account = await store.accounts.byNo(personOf(caller).accountNo);
    if (account === null) throw new Problem('not_signed_in');
    return account;
  }

  route(registrar, 'account', async ({ caller, request }) => {
    const { accountNo, name, email, role, password } = await own(caller);
    const current = sessions.tokenHash(request);
    const open = await store.accounts.sessionsOf(accountNo, now());
    return {
      name,
      email,
      role,
      hasPassword: password !== '',
      sessions: open.map(({ session, openedAt, seenAt, browser, network, tokenHash }) => ({
        session,
        openedAt: new Date(openedAt).toISOString(),
        seenAt: new Date(seenAt).toISOString(),
        browser,
        network,
        isCurrent: tokenHash === current,
      })),
    };
  });

  route(registrar, 'changePassword', async ({ caller, body, request, note }) => {
    const account = await own(caller);
    if (account.password === '') throw new Problem('conflict', 'the account has no password: it signs in by OpenID');
    const name = `password ${account.accountNo}`;
    throttle.check(name);
    // Counted before the password is looked at: of a hundred tries sent at once each sees those before it.
    throttle.fail(name);
    if (!(await isPassword(body.password, account.password))) throw new Problem('wrong_credentials');
    throttle.succeed(name);
    requireUncommon(body.newPassword);
    const password = await hashPassword(body.newPassword);
    await note({ object: objectOf(account) });
    await store.accounts.change(account.accountNo, { password });
    // A link that somebody made for him earlier would set it again.
    await store.accounts.dropInvitation(account.accountNo);
    await store.accounts.closeSessions(account.accountNo, { butToken: sessions.tokenHash(request) });
    return {};
  });

  route(registrar, 'closeSession', async ({ caller, params, request, note }) => {
    const { accountNo } = personOf(caller);
    if (params.session === 'others') {
      await note({ details: { others: true } });
      return { closed: await store.accounts.closeSessions(accountNo, { butToken: sessions.tokenHash(request) }) };
    }
    const open = await store.accounts.sessionsOf(accountNo, now());
    if (!open.some(({ session }) => session === params.session)) throw new Problem('not_found', 'no such session');
    await note({ object: { kind: 'session', id: params.session } });
    return { closed: await store.accounts.closeSessions(accountNo, { session: params.session }) };
  });
}
