import { request, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiAnswer, JournalApi } from './journal-api.ts';
import { createPlayer } from './player.ts';
import { createPortalServer, listen } from './portal-server.ts';
import { seeded } from './random.ts';
import { createRecentFailures } from './recent-failures.ts';
import { createRobots, firstStates } from './robots.ts';

let server: Server;
let url = '';
let signedInAs: string[] = [];

const passwords = { manager: 'manager secret', support: 'support secret', administrator: 'administrator secret' };
const session = {
  person: { name: 'Ольга Петрова', email: 'manager@demo.example', role: 'manager' },
  portals: [],
  demo: true,
};

const api = {
  signIn: (email: string, password: string): Promise<ApiAnswer> => {
    signedInAs.push(`${email} ${password}`);
    return Promise.resolve({ status: 200, body: session, cookies: ['session=s1; Path=/; HttpOnly', 'mark=1'] });
  },
  session: (cookie: string): Promise<ApiAnswer> =>
    Promise.resolve({
      status: cookie === 'session=s1' ? 200 : 401,
      body: cookie === 'session=s1' ? session : null,
      cookies: [],
    }),
} as unknown as JournalApi;

beforeEach(async () => {
  signedInAs = [];
  const player = createPlayer();
  const failures = createRecentFailures(
    () => Promise.resolve({ status: 200, body: { total: 3 }, cookies: [] }),
    ['1877'],
    Date.now,
  );
  await failures.refresh();
  const robots = createRobots({
    now: Date.now,
    random: seeded('test'),
    player,
    states: firstStates(Date.now()),
    liveProcesses: 0,
    portalUrl: url,
    put: () => {},
    waiting: () => 0,
    changed: () => {},
  });
  const applicationRobots = {
    run: (deal: string) => (deal === '1877' ? { process: 'p1', template: 'Роботы приложений' } : null),
    stop: () => Promise.resolve(),
  };
  server = createPortalServer({
    portal: () => ({ api, passwords, robots, applicationRobots, failures, active: () => player.active() }),
    publicUrl: () => url,
    proxy: (_, outgoing) => outgoing.end('the journal'),
    failed: () => {},
  });
  url = await listen(server, '127.0.0.1', 0);
});

afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('person', () => {
  test('signs the browser in and hands on the cookies, never the password', async () => {
    const answer = await post('/demo/person', { person: 'support' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual(['session=s1; Path=/; HttpOnly', 'mark=1']);
    expect(signedInAs).toEqual(['support@demo.example support secret']);
    expect(await answer.text()).toBe('{"person":"support"}');
  });

  test.each([
    ['another origin', { person: 'manager' }, { origin: 'http://evil.example' }, 403],
    ['a form', 'person=manager', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text', '{"person":"manager"}', { 'content-type': 'text/plain' }, 415],
    ['somebody unknown', { person: 'constructor' }, {}, 422],
    ['no object', '[1]', {}, 400],
    ['no JSON', '{', {}, 400],
    ['too much', { person: 'x'.repeat(20_000) }, {}, 413],
  ])('refuses %s', async (_, body, headers, status) => {
    const answer = await post('/demo/person', body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(signedInAs).toEqual([]);
  });

  test('tells who is signed in', async () => {
    expect(await (await fetch(`${url}/demo/person`)).json()).toEqual({ person: null });
    expect(await (await fetch(`${url}/demo/person`, { headers: { cookie: 'session=s1' } })).json()).toEqual({
      person: 'manager',
    });
  });
});

describe('deals', () => {
  test('tells the deals, their stages and failures', async () => {
    const { deals, stages, choices } = (await (await fetch(`${url}/demo/deals`)).json()) as Record<
      string,
      { id: string }[]
    >;
    expect(deals?.[0]).toMatchObject({ id: '1877', stage: 'PREPAYMENT_INVOICE', failures: 3, atWork: 0 });
    expect(stages).toHaveLength(7);
    expect(choices).toContain('whatsapp-window');
    expect(choices).toContain('whatsapp-app');
  });

  test('runs robots and moves a deal, for our own page only', async () => {
    expect(await (await post('/demo/deals/1877/run', { choice: 'long' })).json()).toMatchObject({
      process: expect.any(String),
    });
    expect(await (await post('/demo/deals/1877/stage', { stage: 'WON' })).json()).toMatchObject({ stage: 'WON' });
    expect((await post('/demo/deals/1877/stage', { stage: 'WON' }, { origin: 'null' })).status).toBe(403);
    expect((await post('/demo/deals/1877/stage', { stage: 'toString' })).status).toBe(422);
    expect(await (await post('/demo/deals/1877/run', { choice: 'whatsapp-app' })).json()).toMatchObject({
      process: 'p1',
    });
    for (const choice of ['long', 'whatsapp-app'])
      expect((await post('/demo/deals/1/run', { choice })).status).toBe(404);
  });
});

describe('page', () => {
  test('is served with a policy that allows nothing from elsewhere and nothing inline', async () => {
    const answer = await fetch(`${url}/demo?lang=en&theme=dark`);
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/);
  });

  test('every file that it names is there', async () => {
    const html = await (await fetch(`${url}/demo`)).text();
    const named = [...html.matchAll(/(?:href|src)="(\/demo\/[^"]+)"/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(4);
    for (const path of named) expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    const script = await (await fetch(`${url}/demo/portal.js`)).text();
    for (const [, name] of script.matchAll(/from '\.\/([^']+)'/g))
      expect((await fetch(`${url}/demo/${name}`)).status, name).toBe(200);
  });

  test('gives nothing else of the disk', async () => {
    for (const path of ['/demo/main.ts', '/demo/..%2fmain.ts', '/demo/constructor', '/demo/__proto__']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(404);
    }
  });

  test('has a text in both languages for all that can be run', async () => {
    const { speaker } = (await import(new URL('page/texts.js', import.meta.url).href)) as {
      speaker(lang: string): (key: string) => string;
    };
    const { choices } = (await (await fetch(`${url}/demo/deals`)).json()) as { choices: string[] };
    for (const lang of ['ru', 'en']) for (const choice of choices) expect(speaker(lang)(choice)).not.toBe('');
  });
});

test('everything else is the journal', async () => {
  expect(await (await fetch(`${url}/demonstration`)).text()).toBe('the journal');
  expect(await (await fetch(`${url}/`)).text()).toBe('the journal');
});

test.each([
  ['localhost', 307],
  ['evil.example', 421],
])('as %s it answers %i', async (name, status) => {
  const answered = await new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(url);
    request(`${url}/demo`, { headers: { host: `${name}:${port === '' ? 80 : port}` } }, (answer) =>
      resolve(answer.resume().statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(answered).toBe(status);
});
