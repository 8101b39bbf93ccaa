import { createServer, request, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApiAnswer, JournalApi } from './journal-api.ts';
import { listen } from './listen.ts';
import { createPlayer } from './player.ts';
import { createPortalSites } from './portal-server.ts';
import { createPortalTokens } from './portal-tokens.ts';
import { seeded } from './random.ts';
import { createRecentFailures } from './recent-failures.ts';
import { createRobots, firstStates } from './robots.ts';

let server: Server;
let url = '';
let journal = '';
let signedInAs: string[] = [];

const passwords = { administrator: 'administrator secret', support: 'support secret' };
const application = { memberId: 'demoportal01', code: 'local.demo', token: 'application token' };
const handler = () => `${journal}/launch/bitrix24`;

const api = {
  signIn: (email: string, password: string): Promise<ApiAnswer> => {
    signedInAs.push(`${email} ${password}`);
    return Promise.resolve({ status: 200, body: null, cookies: ['session=s1; Path=/; HttpOnly', 'mark=1'] });
  },
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
  const placements = new Map<string, string>();
  server = createServer(
    createPortalSites({
      portal: () => ({
        api,
        passwords,
        robots,
        applicationRobots,
        failures,
        active: () => player.active(),
        otherKey: 'x'.repeat(43),
      }),
      sites: () => ({ portal: url, journal }),
      application,
      tokens: createPortalTokens(),
      placements,
      proxy: (_, outgoing) => outgoing.end('the journal'),
      failed: () => {},
    }),
  );
  url = await listen(server, '127.0.0.1', 0);
  journal = url.replace('127.0.0.1', 'localhost');
  placements.set('CRM_DEAL_DETAIL_TAB', handler());
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

const as = (person: string) => ({ cookie: `demo_person=${person}` });

async function launched(person: string, body: object = {}) {
  const answer = await post('/demo/frame', { deal: '1877', lang: 'ru', theme: 'dark', ...body }, as(person));
  return (await answer.json()) as {
    name: string;
    appSid: string;
    action: string;
    page: string;
    fields: Record<string, string>;
  };
}

function rest(method: string, params: object) {
  return post(`/rest/${method}`, params, { origin: '' });
}

async function result(method: string, params: object): Promise<unknown> {
  return ((await (await rest(method, params)).json()) as { result: unknown }).result;
}

/** What the server answers under another name of this machine. */
function under(name: string, path: string): Promise<{ status: number | undefined; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    request(`${url}${path}`, { headers: { host: `${name}:${new URL(url).port}` } }, (answer) =>
      resolve({ status: answer.resume().statusCode, location: answer.headers.location }),
    )
      .on('error', reject)
      .end();
  });
}

describe('person', () => {
  test('is the portal’s own affair: the journal is asked nothing', async () => {
    const answer = await post('/demo/person', { person: 'support' });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([
      'demo_person=support; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000',
    ]);
    expect(signedInAs).toEqual([]);
    expect(await (await fetch(`${url}/demo/person`)).json()).toEqual({ person: null });
    expect(await (await fetch(`${url}/demo/person`, { headers: as('support') })).json()).toEqual({ person: 'support' });
    expect(await (await fetch(`${url}/demo/person`, { headers: as('toString') })).json()).toEqual({ person: null });
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
  });
});

describe('the frame', () => {
  test('is opened with the fields of Bitrix24, at the address that the application bound', async () => {
    const { name, appSid, action, page, fields } = await launched('manager');
    const { host } = new URL(url);
    expect(name).toBe(`${host}|0|${appSid}`);
    const address = new URL(action);
    expect(`${address.origin}${address.pathname}`).toBe(handler());
    expect(Object.fromEntries(address.searchParams)).toEqual({
      DOMAIN: host,
      PROTOCOL: '0',
      LANG: 'ru',
      APP_SID: appSid,
      theme: 'dark',
    });
    expect(new URL(page).pathname).toBe('/frame/cards/deal/1877');
    expect(fields).toMatchObject({
      AUTH_EXPIRES: '3600',
      APPLICATION_TOKEN: application.token,
      member_id: application.memberId,
      PLACEMENT: 'CRM_DEAL_DETAIL_TAB',
      PLACEMENT_OPTIONS: '{"ID":"1877","URI":"/crm/deal/details/1877/"}',
    });
  });

  test('is for who is known to the portal, on a deal that is there', async () => {
    const body = { deal: '1877', lang: 'ru', theme: 'dark' };
    expect((await post('/demo/frame', body)).status).toBe(401);
    expect((await post('/demo/frame', { ...body, deal: '1' }, as('manager'))).status).toBe(404);
    expect((await post('/demo/frame', body, { ...as('manager'), origin: 'http://evil.example' })).status).toBe(403);
  });
});

describe('the portal’s REST', () => {
  test('says whose the token is, for which application and which portal', async () => {
    const { fields } = await launched('manager');
    const auth = fields['AUTH_ID'];
    expect(await result('app.info', { auth })).toMatchObject({ CODE: application.code, install: { uri: `${url}/` } });
    expect(await result('profile', { auth })).toMatchObject({ ID: '12', ADMIN: false, LAST_NAME: 'Петрова' });
    expect((await rest('profile', { auth: 'guessed' })).status).toBe(401);
    expect((await rest('user.get', { auth })).status).toBe(404);
  });

  test('lists for a manager his own deals, for the others all', async () => {
    const listed = async (person: string) => {
      const { fields } = await launched(person);
      const filter = { '@id': [1877, 1897, 999] };
      return await result('crm.item.list', { auth: fields['AUTH_ID'], entityTypeId: 2, filter });
    };
    expect(await listed('manager')).toEqual({ items: [{ id: 1877 }] });
    expect(await listed('support')).toEqual({ items: [{ id: 1877 }, { id: 1897 }] });
    const { fields } = await launched('support');
    expect(await result('crm.item.list', { auth: fields['AUTH_ID'], entityTypeId: 1 })).toEqual({ items: [] });
  });

  test('lets its administrator bind a tab, and nobody else', async () => {
    const params = { PLACEMENT: 'CRM_DEAL_DETAIL_TAB', HANDLER: `${journal}/another` };
    const { fields: own } = await launched('manager');
    expect((await rest('placement.bind', { ...params, auth: own['AUTH_ID'] })).status).toBe(403);
    const { fields } = await launched('administrator');
    expect(await result('placement.bind', { ...params, auth: fields['AUTH_ID'] })).toBe(true);
    expect((await launched('manager')).action).toContain('/another?');
  });

  test('gives a new pair for a refresh token, once', async () => {
    const { fields } = await launched('manager');
    const refresh = () => post('/oauth/token/', { grant_type: 'refresh_token', refresh_token: fields['REFRESH_ID'] });
    const pair = (await (await refresh()).json()) as { access_token: string };
    expect(await result('profile', { auth: pair.access_token })).toMatchObject({ ID: '12' });
    expect((await refresh()).status).toBe(400);
  });

  test('lies as it is told to', async () => {
    const { fields } = await launched('manager');
    const auth = fields['AUTH_ID'];
    const withTrouble = async (trouble: string) => {
      expect((await post('/demo/trouble', { trouble })).status).toBe(200);
      return await fetch(`${url}/rest/app.info`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ auth }),
        redirect: 'manual',
      });
    };
    expect((await withTrouble('redirect')).status).toBe(302);
    expect(await (await withTrouble('application')).json()).toMatchObject({
      result: { CODE: expect.not.stringContaining(application.code) },
    });
    expect(await (await withTrouble('portal')).json()).toMatchObject({
      result: { install: { uri: expect.not.stringContaining(url) } },
    });
    expect((await withTrouble('signed-out')).status).toBe(401);
    expect((await post('/demo/auth', {}, as('manager'))).status).toBe(401);
    expect((await post('/demo/trouble', { trouble: 'toString' })).status).toBe(422);
    expect((await withTrouble('none')).status).toBe(200);
    expect(await (await post('/demo/auth', {}, as('manager'))).json()).toMatchObject({ AUTH_ID: expect.any(String) });
  });
});

describe('the journal’s own pages', () => {
  test('are reached by a ticket that is good once, and only for who has an account', async () => {
    const leave = (person: string, to: string) =>
      fetch(`${url}/demo/own-pages?to=${encodeURIComponent(to)}`, { headers: as(person), redirect: 'manual' });
    expect((await leave('manager', '/')).status).toBe(403);
    const over = (await leave('administrator', '/settings/portals?a=1')).headers.get('location') ?? '';
    expect(over.startsWith(`${journal}/demo/arrival?ticket=`)).toBe(true);
    const path = over.slice(journal.length);
    expect(await under('localhost', path)).toEqual({ status: 303, location: '/settings/portals?a=1' });
    expect(signedInAs).toEqual(['administrator@demo.example administrator secret']);
    expect((await under('localhost', path)).status).toBe(410);
    const failures = (await leave('support', '/failures')).headers.get('location') ?? '';
    expect(await under('localhost', failures.slice(journal.length))).toEqual({ status: 303, location: '/failures' });
    expect(signedInAs.at(-1)).toBe('support@demo.example support secret');
    const away = (await leave('administrator', '//evil.example')).headers.get('location') ?? '';
    expect((await under('localhost', away.slice(journal.length))).location).toBe('/');
  });
});

describe('the other portal', () => {
  test('signs a launch for a card of its own', async () => {
    const launch = (body: object) => post('/demo/other/launch', { deal: '1877', role: 'manager', lang: 'ru', ...body });
    const { address } = (await (await launch({})).json()) as { address: string };
    const { pathname, searchParams, hash } = new URL(address);
    expect(`${pathname}?portal=${searchParams.get('portal')}`).toBe('/frame/cards/deal/1877?portal=demo-other');
    const claims = JSON.parse(Buffer.from(hash.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
    expect(claims).toMatchObject({
      iss: 'demo-other',
      aud: journal,
      role: 'manager',
      card: { type: 'deal', id: '1877' },
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(60);
    expect((await launch({ deal: '1881' })).status).toBe(404);
    expect((await launch({ role: 'administrator' })).status).toBe(422);
  });
});

describe('deals', () => {
  test('tells the deals, their stages and failures', async () => {
    const { deals, stages, choices } = (await (await fetch(`${url}/demo/deals`)).json()) as Record<
      string,
      { id: string }[]
    >;
    expect(deals?.[0]).toMatchObject({ id: '1877', stage: 'PREPAYMENT_INVOICE', failures: 3, atWork: 0 });
    const own = (await (await fetch(`${url}/demo/deals`, { headers: as('manager') })).json()) as {
      deals: { id: string; isSeen: boolean }[];
    };
    expect(own.deals.filter(({ isSeen }) => !isSeen).map(({ id }) => id)).toEqual(['1897', '1911', '1915']);
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
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'");
    expect(policy).toContain(`frame-src ${journal}; form-action ${journal};`);
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style| style=| on[a-z]+=/);
  });

  test.each(['portal', 'other'])('every file that the page of the %s names is there', async (page) => {
    const html = await (await fetch(`${url}/demo${page === 'other' ? '/other' : ''}`)).text();
    const named = [...html.matchAll(/(?:href|src)="(\/demo\/[^"?]+)"/g)].map((match) => match[1]);
    expect(named.length).toBeGreaterThan(4);
    for (const path of named) expect((await fetch(`${url}${path}`)).status, path).toBe(200);
    const script = await (await fetch(`${url}/demo/${page}.js`)).text();
    for (const [, name] of script.matchAll(/from '\.\/([^']+)'/g))
      expect((await fetch(`${url}/demo/${name}`)).status, name).toBe(200);
  });

  test('gives nothing else of the disk', async () => {
    for (const path of ['/demo/main.ts', '/demo/..%2fmain.ts', '/demo/constructor', '/demo/__proto__']) {
      expect((await fetch(`${url}${path}`)).status, path).toBe(404);
    }
  });

  test('has a text in both languages for all that can be run or go wrong', async () => {
    const { speaker } = (await import(new URL('page/texts.js', import.meta.url).href)) as {
      speaker(lang: string): (key: string) => string;
    };
    const known = (await (await fetch(`${url}/demo/deals`)).json()) as { choices: string[]; troubles: string[] };
    const notes = known.troubles.filter((trouble) => trouble !== 'none').map((trouble) => `trouble-${trouble}-note`);
    const keys = [...known.choices, ...known.troubles.map((trouble) => `trouble-${trouble}`), ...notes];
    for (const lang of ['ru', 'en']) for (const key of keys) expect(speaker(lang)(key)).not.toBe('');
  });
});

describe('the two sites', () => {
  test('the journal is what is not the portal, at a name of its own', async () => {
    expect(await (await fetch(`${journal}/cards/deal/1`)).text()).toBe('the journal');
    expect(await under('localhost', '/demo?deal=1877')).toEqual({ status: 307, location: `${url}/demo?deal=1877` });
  });

  test('the portal sends pages of the journal over, opens its own cards, and lets programs through', async () => {
    const at = async (path: string) => (await fetch(`${url}${path}`, { redirect: 'manual' })).headers.get('location');
    expect(await at('/cards/deal/1?a=1')).toBe(`${journal}/cards/deal/1?a=1`);
    expect(await at('/crm/deal/details/1877/')).toBe('/demo?deal=1877');
    for (const path of ['/api/v1/cards', '/rest/1/secret/bizproc.activity.log']) {
      expect(await (await fetch(`${url}${path}`)).text(), path).toBe('the journal');
    }
  });

  test.each([
    ['[::1]', 307],
    ['evil.example', 421],
  ])('as %s it answers %i', async (name, status) => {
    expect((await under(name, '/demo')).status).toBe(status);
  });
});
