import { describe, expect, it, vi } from 'vitest';
import { auditLog } from '#server/testing/audit-log.ts';
import { startProvider, type TestProvider } from '#server/testing/oidc-provider.ts';
import {
  anna,
  browser,
  invite,
  ours,
  reasons,
  redirectUri,
  signIn,
  start,
  startApp,
} from '#server/testing/oidc-sign-in.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine, and a provider that makes its keys.
vi.setConfig({ testTimeout: 60_000 });

describe('signing in by a provider', () => {
  it.each([undefined, 'client_secret_post'] as const)(
    'links an invited account with its verified e-mail at first, and knows it by its subject from then on (%s)',
    async (auth) => {
      const { app, provider } = await start(auth);
      const accountNo = await invite(app);
      await app.store.accounts.putInvitation(accountNo, 'hash', app.clock.now + 1_000_000);
      const first = await signIn(app, provider, browser(app), '/cards/deal/7?tab=about');
      expect([first.ended.statusCode, first.location]).toEqual([303, '/cards/deal/7?tab=about']);
      const session = await app.get('/api/v1/session', { cookie: `sid=${first.sid}` });
      expect(session.json().person).toEqual({ name: 'Анна', email: 'anna@example.test', role: 'support' });
      expect(await app.store.accounts.byInvitation('hash', app.clock.now)).toBeNull();

      // Whatever he is written to now: he is the same.
      provider.person = { subject: 'subject-1', email: 'other@example.test', email_verified: false };
      const second = await signIn(app, provider);
      expect(second.location).toBe('/');
      expect(second.sid).not.toBe(first.sid);
      const account = (await app.get('/api/v1/account', { cookie: `sid=${second.sid}` })).json();
      expect(account).toMatchObject({ email: 'anna@example.test', hasPassword: false });
      expect(account.sessions).toHaveLength(2);

      const events = (await auditLog(app)).filter(({ action }) => action === 'session.sign-in');
      expect(events.map(({ actor, object }) => [actor, object])).toEqual([
        [String(accountNo), String(accountNo)],
        [String(accountNo), String(accountNo)],
      ]);
      expect(JSON.stringify(events)).not.toContain('subject-1');
    },
  );

  it('is offered to the page that asks, by what the provider is called', async () => {
    const { app, provider } = await start();
    const ways = (await app.get('/api/v1/sign-in-ways')).json();
    expect(ways).toEqual({ oidc: { title: new URL(provider.issuer).host, start: '/api/v1/oidc/start' } });
    const plain = await startTestApp();
    expect((await plain.get('/api/v1/sign-in-ways')).json()).toEqual({ oidc: null });
    for (const path of ['start', 'callback']) {
      expect((await plain.get(`/api/v1/oidc/${path}`)).statusCode).toBe(404);
    }
  });

  it('asks for the code by S256, state and nonce, and comes back to one exact address', async () => {
    const { app } = await start();
    const [one, other] = [await browser(app).begin(), await browser(app).begin()];
    const asked = new URL(String(one.headers.location)).searchParams;
    expect(asked.get('redirect_uri')).toBe(redirectUri);
    expect([asked.get('response_type'), asked.get('code_challenge_method')]).toEqual(['code', 'S256']);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(asked.get(name)?.length, name).toBeGreaterThanOrEqual(43);
      expect(new URL(String(other.headers.location)).searchParams.get(name)).not.toBe(asked.get(name));
    }
    expect(String(one.headers['set-cookie'])).toMatch(/^oidc=[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(one.headers['cache-control']).toBe('no-store');
  });

  it('over HTTPS keeps its cookie to this very host', async () => {
    const { provider } = await start();
    const oidc = { issuer: new URL(provider.issuer), clientId: 'journal', clientSecret: 'x' };
    const app = await startTestApp({ config: { publicUrl: new URL('https://journal.test'), oidc } });
    const answer = await app.get('/api/v1/oidc/start');
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-oidc=[^;]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it.each([
    ['/cards/deal/7?tab=about#x', '/cards/deal/7?tab=about#x'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['/\t/evil.example/', '/'],
    ['/.//evil.example/', '/'],
    ['javascript:alert(1)', '/'],
    ['/api/v1/oidc/start', '/'],
    ['cards', '/'],
  ])('asked to come back to %j comes back to %j', async (to, expected) => {
    const { ownPage } = await import('./oidc-routes.ts');
    expect(ownPage(to)).toBe(expected);
  });
});

describe('somebody whom the provider vouches for', () => {
  const refused = async (app: TestApp, provider: TestProvider) => {
    const { ended, location, sid } = await signIn(app, provider, browser(app), '/cards/deal/7');
    expect([ended.statusCode, sid]).toEqual([303, undefined]);
    return location;
  };

  it('and nobody here invited is refused, and gets no account', async () => {
    const { app, provider } = await start();
    await invite(app, 'somebody@example.test');
    expect(await refused(app, provider)).toBe('/sign-in?problem=forbidden&to=%2Fcards%2Fdeal%2F7');
    expect(await app.store.accounts.count()).toBe(1);
    expect(await reasons(app)).toEqual(['no_account']);
  });

  it.each([[false], [undefined], ['true'], [1]])(
    'by an e-mail that is not verified (%j) is not the one who was invited',
    async (email_verified) => {
      const { app, provider } = await start();
      const accountNo = await invite(app);
      provider.person = { ...anna, ...(email_verified === undefined ? {} : { email_verified }) };
      if (email_verified === undefined) delete (provider.person as Partial<typeof provider.person>).email_verified;
      expect(await refused(app, provider)).toContain('problem=forbidden');
      expect((await app.store.accounts.byNo(accountNo))?.state).toBe('invited');
      expect(await reasons(app)).toEqual(['email_not_verified']);
    },
  );

  it('is not somebody who has a password here, though their e-mails are the same', async () => {
    const { app, provider } = await start();
    const { email } = await app.makePerson('administrator');
    provider.person = { ...anna, email };
    expect(await refused(app, provider)).toContain('problem=forbidden');
    expect((await app.store.accounts.byEmail(email))?.oidcIssuer).toBeNull();
  });

  it('is refused when his account is blocked, and gets in again when it is freed', async () => {
    const { app, provider } = await start();
    const accountNo = await invite(app);
    await signIn(app, provider);
    await app.store.accounts.change(accountNo, { state: 'blocked' });
    expect(await refused(app, provider)).toContain('problem=forbidden');
    expect((await auditLog(app)).at(-1)?.object).toBe(String(accountNo));
    await app.store.accounts.change(accountNo, { state: 'active' });
    expect((await signIn(app, provider)).location).toBe('/');
  });

  it('as another subject with the same e-mail later is another', async () => {
    const { app, provider } = await start();
    await invite(app);
    await signIn(app, provider);
    provider.person = { ...anna, subject: 'subject-2' };
    expect(await refused(app, provider)).toContain('problem=forbidden');
  });
});

describe('a provider that is down', () => {
  it('stops nothing here, says so on the page, and is asked again when somebody comes again', async () => {
    const first = await startProvider({ redirectUri });
    await first.stop();
    const app = await startApp(first);
    await invite(app);
    expect((await app.get('/readyz')).statusCode).toBe(200);
    const answer = await browser(app).begin('/cards/deal/7');
    expect(answer.headers.location).toBe('/sign-in?problem=overloaded&to=%2Fcards%2Fdeal%2F7');
    expect(app.log()).toContain('the OpenID provider does not answer');

    const again = await startProvider({ redirectUri, port: Number(new URL(first.issuer).port) });
    again.person = anna;
    expect((await signIn(app, again)).location).toBe('/');
  });

  it('when somebody comes back is no refusal of his', async () => {
    const { app, provider } = await start();
    await invite(app);
    const at = browser(app);
    const back = await provider.visit(String((await at.begin()).headers.location));
    await provider.stop();
    expect(String((await at.get(back.pathname + back.search)).headers.location)).toBe('/sign-in?problem=overloaded');
    expect(await reasons(app)).toEqual(['unreachable']);
  });

  it('is discovered once, however many come at once', async () => {
    const { app, provider } = await start();
    await Promise.all(Array.from({ length: 10 }, async () => await browser(app).begin()));
    expect(provider.asked.get('/.well-known/openid-configuration')).toBe(1);
    app.clock.now += 60 * 60 * 1000;
    await browser(app).begin();
    expect(provider.asked.get('/.well-known/openid-configuration')).toBe(2);
  });

  it('that says it is another is not believed', async () => {
    const { provider } = await start();
    const oidc = {
      issuer: new URL(provider.issuer.replace('127.0.0.1', 'localhost')),
      clientId: 'journal',
      clientSecret: 'x',
    };
    const app = await startTestApp({ config: { publicUrl: new URL(ours), oidc } });
    expect((await browser(app).begin()).headers.location).toBe('/sign-in?problem=overloaded');
    expect(app.log()).toContain('OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED');
  });
});
