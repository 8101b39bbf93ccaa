import { describe, expect, it, vi } from 'vitest';
import { password, startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

const hourMs = 60 * 60 * 1000;

async function signIn(app: TestApp, email: string, secret: string, headers: Record<string, string> = {}) {
  const payload = { email, password: secret };
  return await app.server.inject({ method: 'POST', url: '/api/v1/session', payload, headers });
}

describe('signing in', () => {
  it('needs the right password, in any case of the e-mail, and tells who one is and which portals one reads', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('support', ['main', 'second']);
    await app.store.portals.put('third', {});
    const answer = await signIn(app, ` ${email.toUpperCase()} `, password);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ person: { email, role: 'support' }, demo: false });
    expect(answer.json().portals.map(({ portal }: { portal: string }) => portal)).toEqual(['main', 'second']);
    expect(answer.body).not.toContain('scrypt');
  });

  it('says the same of a wrong password and of somebody who is not there', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('manager');
    const answers = [await signIn(app, email, 'wrong password'), await signIn(app, 'nobody@example.test', password)];
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    const [wrong, nobody] = answers.map((answer) => ({ ...answer.json(), requestId: '' }));
    expect(wrong).toEqual(nobody);
    expect(answers[0]?.body).not.toContain(email);
  });

  it('sets a cookie that scripts and other sites do not get, and over HTTPS no other host either', async () => {
    const plain = await startTestApp();
    const { email } = await plain.makePerson('manager');
    const flags = (header: unknown) => String(header).split('; ').slice(1).toSorted();
    const cookie = (await signIn(plain, email, password)).headers['set-cookie'];
    expect(String(cookie)).toMatch(/^sid=[\w-]{43};/);
    expect(flags(cookie)).toEqual(['HttpOnly', 'Max-Age=86400', 'Path=/', 'SameSite=Lax']);

    const secure = await startTestApp({ config: { publicUrl: new URL('https://journal.example') } });
    const person = await secure.makePerson('manager');
    const hostCookie = (await signIn(secure, person.email, password)).headers['set-cookie'];
    expect(String(hostCookie)).toMatch(/^__Host-sid=/);
    expect(flags(hostCookie)).toEqual(['HttpOnly', 'Max-Age=86400', 'Path=/', 'SameSite=Lax', 'Secure']);
  });

  it('is slowed down after five failed tries of an account, and freed by time', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('manager');
    // All at once: each counts before its password is looked at.
    const codes = await Promise.all(
      Array.from({ length: 8 }, async () => (await signIn(app, email, 'guess')).json().code),
    );
    expect(codes.filter((code) => code === 'wrong_credentials')).toHaveLength(5);
    const answer = await signIn(app, email, password);
    expect([answer.statusCode, answer.json().code]).toEqual([429, 'too_many_requests']);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    app.clock.now += 1001;
    expect((await signIn(app, email, password)).statusCode).toBe(200);
  });
});

describe('a session', () => {
  it('ends by signing out, on that browser only', async () => {
    const app = await startTestApp();
    const [one, other] = [await app.makePerson('manager'), await app.makePerson('manager')];
    const out = await app.server.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie: one.cookie } });
    expect([out.statusCode, out.body]).toEqual([204, '']);
    expect(String(out.headers['set-cookie'])).toMatch(/^sid=;.*(Max-Age=0|1970)/);
    expect((await app.get('/api/v1/session', one)).json().code).toBe('not_signed_in');
    expect((await app.get('/api/v1/session', other)).statusCode).toBe(200);
  });

  it('ends after 8 hours without use, and after 24 hours in any case', async () => {
    const app = await startTestApp();
    const { cookie } = await app.makePerson('manager');
    const status = async () => (await app.get('/api/v1/session', { cookie })).statusCode;
    const start = app.clock.now;
    for (const hours of [7, 14, 21, 23.9]) {
      app.clock.now = start + hours * hourMs;
      expect(await status(), `${hours} h`).toBe(200);
    }
    app.clock.now = start + 24 * hourMs;
    expect(await status()).toBe(401);

    const idle = await app.makePerson('manager');
    app.clock.now += 8 * hourMs;
    expect((await app.get('/api/v1/session', idle)).statusCode).toBe(401);
  });

  it('is kept as a hash: who reads the store cannot use it', async () => {
    const app = await startTestApp();
    const { cookie } = await app.makePerson('manager');
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(`${app.directory}/journal.db-wal`, 'latin1')).not.toContain(cookie.slice(4));
  });

  it('changes nothing when another site uses it', async () => {
    const app = await startTestApp();
    const { cookie } = await app.makePerson('administrator');
    const put = async (headers: Record<string, string>, payload: object | string = { title: 'Новое' }) =>
      (
        await app.server.inject({
          method: 'PUT',
          url: '/api/v1/portals/main',
          headers: { cookie, ...headers },
          payload,
        })
      ).json().code;
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost:81' },
    ];
    for (const headers of foreign) expect(await put(headers), JSON.stringify(headers)).toBe('cross_site');
    // What a form can send without asking: not taken even when the browser tells nothing of its site.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      expect(await put({ 'content-type': type }, '{"title":"Новое"}')).toBe('unsupported_media_type');
    }
    const out = await app.server.inject({
      method: 'DELETE',
      url: '/api/v1/session',
      headers: { cookie, origin: 'https://evil.example' },
    });
    expect(out.statusCode).toBe(403);
    expect((await app.store.portals.find('main'))?.title).toBeNull();
    expect(await put({ 'sec-fetch-site': 'same-origin' })).toBeUndefined();
    expect((await app.store.portals.find('main'))?.title).toBe('Новое');
    const { email } = await app.makePerson('manager');
    expect((await signIn(app, email, password, { 'sec-fetch-site': 'cross-site' })).json().code).toBe('cross_site');
  });

  it('changes nothing for a request that says of no page that it made it, with whatever body', async () => {
    const app = await startTestApp();
    const { cookie, email } = await app.makePerson('administrator');
    const person = String((await app.store.accounts.byEmail(email))?.accountNo);
    const address = await app.listen();
    const ask = async (method: string, path: string, headers: Record<string, string> = {}, body?: string) => {
      const request = { method, headers: { cookie, ...headers }, ...(body === undefined ? {} : { body }) };
      const answer = await fetch(`${address}/api/v1${path}`, request);
      return [answer.status, ((await answer.json()) as { code?: string }).code];
    };
    const json = { 'content-type': 'application/json' };
    // What comes without a body would meet no parser that refuses it.
    expect(await ask('POST', `/people/${person}/invitation`)).toEqual([403, 'cross_site']);
    expect(await ask('DELETE', '/account/sessions/others')).toEqual([403, 'cross_site']);
    expect(await ask('PUT', '/portals/main', json, '{"title":"Новое"}')).toEqual([403, 'cross_site']);
    expect(await ask('PUT', '/portals/main', { ...json, origin: 'null' }, '{"title":"Новое"}')).toEqual([
      403,
      'cross_site',
    ]);
    expect((await app.store.portals.find('main'))?.title).toBeNull();
    expect((await ask('PUT', '/portals/main', { ...json, origin: address }, '{"title":"Новое"}'))[0]).toBe(200);
    expect((await ask('GET', '/session'))[0]).toBe(200);
  });

  it('does not believe forwarding headers of somebody who is no proxy', async () => {
    const app = await startTestApp();
    const { email } = await app.makePerson('manager');
    const tries = Array.from(
      { length: 6 },
      async (_, n) => await signIn(app, `${n}${email}`, 'guess', { 'x-forwarded-for': `10.0.0.${n}` }),
    );
    const codes = (await Promise.all(tries)).map((answer) => answer.json().code);
    // Six accounts, one address: the address is slowed down.
    expect(codes.filter((code) => code === 'too_many_requests')).toHaveLength(1);
  });
});
