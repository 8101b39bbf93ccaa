import { describe, expect, it, vi } from 'vitest';
import { auditWords } from '#server/testing/audit-log.ts';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords take their time.
vi.setConfig({ testTimeout: 60_000 });

const cookieOf = (answer: { headers: Record<string, unknown> }) =>
  String(answer.headers['set-cookie']).split(';')[0] ?? '';

async function signIn(app: TestApp, email: string, secret = password, headers: Record<string, string> = {}) {
  const payload = { email, password: secret };
  return await app.server.inject({ method: 'POST', url: '/api/v1/session', payload, headers });
}

const status = async (app: TestApp, cookie: string) => (await app.get('/api/v1/session', { cookie })).statusCode;
const change = async (app: TestApp, cookie: string, payload: object) =>
  await app.server.inject({ method: 'PUT', url: '/api/v1/account/password', headers: { cookie }, payload });
const close = async (app: TestApp, cookie: string, session: string) =>
  await app.server.inject({ method: 'DELETE', url: `/api/v1/account/sessions/${session}`, headers: { cookie } });

describe('the account page', () => {
  it('tells where one is signed in: by browser and network, never by the address or the token', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support');
    const browser = `Mozilla/5.0 ${'x'.repeat(400)}`;
    app.clock.now += 1000;
    const here = cookieOf(await signIn(app, email, password, { 'user-agent': browser }));
    app.clock.now += 1000;
    const there = cookieOf(await signIn(app, email));
    const answer = await app.get('/api/v1/account', { cookie: here });
    expect(answer.json()).toMatchObject({ email, role: 'support', hasPassword: true });
    const [first, second] = answer.json().sessions;
    expect([first.isCurrent, second.isCurrent]).toEqual([false, true]);
    expect(second).toMatchObject({ browser: browser.slice(0, 300), network: '127.0.0' });
    expect(second.session).toMatch(/^[\w-]{12}$/);
    for (const cookie of [here, there]) expect(answer.body).not.toContain(cookie.slice('sid='.length));
    expect(answer.body).not.toContain('127.0.0.1');
  });

  it('ends one session elsewhere, or all the others', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support');
    const [here, two, three, four] = await Promise.all(
      Array.from({ length: 4 }, async () => cookieOf(await signIn(app, email))),
    );
    const seenBy = async (cookie = '') => (await app.get('/api/v1/account', { cookie })).json().sessions;
    const ofTwo = (await seenBy(two)).find(({ isCurrent }: { isCurrent: boolean }) => isCurrent).session;
    expect((await close(app, here ?? '', ofTwo)).json()).toEqual({ closed: 1 });
    expect(await Promise.all([here, two, three].map(async (cookie = '') => await status(app, cookie)))).toEqual([
      200, 401, 200,
    ]);
    expect((await close(app, here ?? '', ofTwo)).statusCode).toBe(404);
    // Three and four, and the one that the fixture opened.
    expect((await close(app, here ?? '', 'others')).json()).toEqual({ closed: 3 });
    expect(await status(app, here ?? '')).toBe(200);
    expect(await status(app, four ?? '')).toBe(401);
    const words = (await auditWords(app)).filter((one) => one.startsWith('session.close'));
    expect(words).toEqual([`session.close ${ofTwo}`, 'session.close']);
  });

  it('ends no session of somebody else: it is not there', async () => {
    const app = await startTestApp();
    const [one, other] = [await app.makePerson('administrator'), await app.makePerson('support')];
    const theirs = cookieOf(await signIn(app, other.email));
    const { session } = (await app.get('/api/v1/account', { cookie: theirs })).json().sessions[0];
    const [refused, nothing] = [await close(app, one.cookie, session), await close(app, one.cookie, 'nothing')];
    expect([refused.statusCode, refused.json().detail]).toEqual([404, nothing.json().detail]);
    expect(await status(app, theirs)).toBe(200);
  });
});

describe('signing in again', () => {
  it('gives the browser a new id, and the one that it had is no session any more', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support');
    const before = cookieOf(await signIn(app, email));
    const after = cookieOf(await signIn(app, email, password, { cookie: before }));
    expect(after).not.toBe(before);
    expect([await status(app, before), await status(app, after)]).toEqual([401, 200]);
  });

  it('takes no id that somebody put into the browser', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support');
    const planted = `sid=${'a'.repeat(43)}`;
    const cookie = cookieOf(await signIn(app, email, password, { cookie: planted }));
    expect(cookie).not.toBe(planted);
    expect(await status(app, planted)).toBe(401);
  });
});

describe('changing the password', () => {
  it('needs the old one, ends every other session, and makes links to set it void', async () => {
    const app = await startTestApp();
    const { email, cookie } = await app.makePerson('support');
    const elsewhere = cookieOf(await signIn(app, email));
    const account = await app.store.accounts.byEmail(email);
    await app.store.accounts.putInvitation(account?.accountNo ?? 0, 'hash', app.clock.now + 1000);
    const next = 'quite another phrase';

    expect((await change(app, cookie, { password: 'a wrong phrase', newPassword: next })).json().code).toBe(
      'wrong_credentials',
    );
    expect((await change(app, cookie, { password, newPassword: 'zxcasdqwe123' })).json().code).toBe('password_common');
    expect(await status(app, elsewhere)).toBe(200);
    expect((await change(app, cookie, { password, newPassword: next })).statusCode).toBe(200);
    expect([await status(app, cookie), await status(app, elsewhere)]).toEqual([200, 401]);
    expect([(await signIn(app, email)).statusCode, (await signIn(app, email, next)).statusCode]).toEqual([401, 200]);
    expect(await app.store.accounts.byInvitation('hash', app.clock.now)).toBeNull();
    expect((await auditWords(app)).filter((one) => one.startsWith('person.password'))).toHaveLength(1);
  });

  it('is slowed down like a sign-in: a session left open gives nobody the password', async () => {
    const app = await startTestApp();
    const { cookie } = await app.makePerson('support');
    const guesses = await Promise.all(
      Array.from(
        { length: 8 },
        async () => (await change(app, cookie, { password: '', newPassword: 'x'.repeat(12) })).statusCode,
      ),
    );
    expect(guesses.filter((one) => one === 429)).toHaveLength(3);
  });

  it('is for who has one', async () => {
    const app = await startTestApp();
    const { email, cookie } = await app.makePerson('support');
    const account = await app.store.accounts.byEmail(email);
    await app.store.accounts.change(account?.accountNo ?? 0, { password: '' });
    expect((await app.get('/api/v1/account', { cookie })).json().hasPassword).toBe(false);
    expect((await change(app, cookie, { password: '', newPassword: 'quite another phrase' })).json().code).toBe(
      'conflict',
    );
  });
});
