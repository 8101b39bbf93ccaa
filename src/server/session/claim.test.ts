import { describe, expect, it, vi } from 'vitest';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '#contract/endpoints.ts';
import { claimFile, forgetClaimLink, makeClaimLink } from '#server/instance.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

/** A link is made by the real clock: the console prints it. */
async function start(): Promise<TestApp> {
  const app = await startTestApp();
  app.clock.now = Date.now();
  return app;
}

async function linkOf(app: TestApp): Promise<string> {
  const link = await makeClaimLink(app.store, app.directory, 'http://localhost:3000');
  return link.split('#t=')[1] ?? '';
}

async function claim(app: TestApp, token: string, more: { email?: string; headers?: Record<string, string> } = {}) {
  const { email = 'Anna@Example.test', headers = {} } = more;
  const payload = { token, name: 'Анна', email, password: 'twelve or more' };
  return await app.server.inject({ method: 'POST', url: '/api/v1/claim', payload, headers });
}

describe('an instance that nobody owns', () => {
  it('takes no sign-in, and says why', async () => {
    const app = await startTestApp();
    const payload = { email: 'anna@example.test', password: 'twelve or more' };
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/session', payload });
    expect([answer.statusCode, answer.json().code, answer.headers['retry-after']]).toEqual([503, 'unclaimed', '60']);
  });

  it('is claimed once by the one-time link, which signs its administrator in', async () => {
    const app = await start();
    const token = await linkOf(app);
    expect(token.length).toBeGreaterThanOrEqual(27);
    const answer = await claim(app, token);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().person).toEqual({ name: 'Анна', email: 'anna@example.test', role: 'administrator' });
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
    expect((await app.get('/api/v1/session', { cookie })).statusCode).toBe(200);

    const again = await claim(app, token);
    expect([again.statusCode, again.json().code]).toEqual([404, 'claim_invalid']);
    const another = await claim(app, await linkOf(app), { email: 'boris@example.test' });
    expect([another.statusCode, another.json().code]).toEqual([404, 'claim_invalid']);
    expect(await app.store.accounts.count()).toBe(1);
  });

  it('is claimed by one of twenty who come at once', async () => {
    const app = await start();
    const token = await linkOf(app);
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => await claim(app, token, { email: `n${n}@example.test` })),
    );
    // The losers' tries count as guesses, so the last of them are told to wait.
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404 || status === 429)).toHaveLength(19);
    expect(await app.store.accounts.count()).toBe(1);
  });

  it('gets one first administrator also when several servers ask the store at once', async () => {
    const { store } = await start();
    const add = async (n: number) =>
      await store.accounts.add(
        { email: `n${n}@example.test`, name: '', role: 'administrator', password: '', portals: [] },
        true,
      );
    const added = await Promise.all(Array.from({ length: 20 }, async (_, n) => await add(n)));
    expect(added.filter(Boolean)).toHaveLength(1);
  });

  it('refuses a wrong token, an expired link, and one that a newer link made void', async () => {
    const app = await start();
    const [first, second] = [await linkOf(app), await linkOf(app)];
    expect((await claim(app, 'guess')).json().code).toBe('claim_invalid');
    expect((await claim(app, first)).json().code).toBe('claim_invalid');
    app.clock.now = Date.now() + 30 * 60 * 1000 + 1000;
    expect((await claim(app, second)).json().code).toBe('claim_invalid');
    expect(await app.store.accounts.count()).toBe(0);
  });

  it('slows down those who guess, and hears no other site', async () => {
    const app = await start();
    const token = await linkOf(app);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Record<
      string,
      string
    >[]) {
      expect((await claim(app, token, { headers })).json().code).toBe('cross_site');
    }
    for (let n = 0; n < 5; n++) expect((await claim(app, 'guess')).statusCode).toBe(404);
    expect((await claim(app, token)).json().code).toBe('too_many_requests');
  });

  it('keeps the link where only its owner reads it, and only until it is used', async () => {
    const app = await start();
    const token = await linkOf(app);
    expect(readFileSync(claimFile(app.directory), 'utf8')).toBe(`http://localhost:3000/claim#t=${token}\n`);
    expect(app.log()).not.toContain(token);
    const stored = readFileSync(`${app.directory}/journal.db-wal`, 'latin1');
    expect(stored).not.toContain(token);
    forgetClaimLink(app.directory);
    expect(() => readFileSync(claimFile(app.directory))).toThrow();
  });

  it('says the link in no answer and in no other file, before and after it is used', async () => {
    const app = await start();
    const token = await linkOf(app);
    const addresses = Object.values(endpoints)
      .filter(({ method }) => method === 'GET')
      .map(({ path }) => path.replaceAll(/:\w+/g, 'x'));
    const others = [
      '/',
      '/claim',
      `/claim?t=${token}`,
      `/${token}`,
      '/healthz',
      '/readyz',
      '/metrics',
      '/api/v1/openapi.json',
      '/sign-in',
    ];
    const look = async (cookie = '') => {
      for (const url of [...addresses, ...others]) {
        // A stream has no end to wait for.
        if (url.endsWith('/stream')) continue;
        const answer = await app.get(url, cookie === '' ? {} : { cookie });
        expect(answer.body + JSON.stringify(answer.headers), url).not.toContain(token);
      }
      for (const file of readdirSync(app.directory, { recursive: true, withFileTypes: true })) {
        if (!file.isFile() || file.name === 'claim-token') continue;
        expect(readFileSync(join(file.parentPath, file.name), 'latin1'), file.name).not.toContain(token);
      }
      expect(app.log()).not.toContain(token);
    };
    await look();
    const claimed = await claim(app, token);
    await look(String(claimed.headers['set-cookie']).split(';')[0]);
    expect(statSync(claimFile(app.directory)).mode & 0o077).toBe(0);
  });

  it('refuses a short password and what is no e-mail, and the link still works', async () => {
    const app = await start();
    const token = await linkOf(app);
    const payload = { token, name: 'Анна', email: 'anna@example.test', password: 'eleven char' };
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/claim', payload });
    expect([answer.statusCode, answer.json().detail]).toEqual([400, 'the body: password is below 12']);
    expect((await claim(app, token, { email: 'anna' })).json().code).toBe('invalid_request');
    expect((await claim(app, token)).statusCode).toBe(200);
  });
});
