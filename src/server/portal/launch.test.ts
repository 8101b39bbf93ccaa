import { Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cardEvent, processEvent } from '#server/testing/events.ts';
import { type FakePortal, type Lie, startFakePortal } from '#server/testing/fake-portal.ts';
import { codeOf, connectBitrix24, exchange, openFrame, postForm } from '#server/testing/frames.ts';
import { openStream } from '#server/testing/stream.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: portals that keep silent take their seconds.
vi.setConfig({ testTimeout: 60_000 });
afterEach(() => void vi.restoreAllMocks());

/** A server whose portal `main` is a Bitrix24, in which Anna may read deal 7. */
async function start() {
  const app = await startTestApp();
  const fake = await startFakePortal();
  fake.addUser('token-anna', { cards: new Set(['2:7']) });
  expect((await connectBitrix24(app, fake)).statusCode).toBe(200);
  return { app, fake };
}

const framedBy = (headers: Record<string, unknown>) =>
  /frame-ancestors ([^;]*)/.exec(String(headers['content-security-policy']))?.[1];

type Refusal = { action: string; portalNo: number | null; details: string };
async function refusals(app: TestApp): Promise<string[]> {
  const events: Refusal[] = await app.store.audit.from(1, 1000);
  return events.filter(({ action }) => action === 'launch.refused').map(({ details }) => JSON.parse(details).reason);
}

/** Refused after the form was shown to be the portal's, the page is for its frame; before, for nobody's. */
const ofThePortal = ['application', 'portal', 'token', 'profile', 'changed'];

async function expectRefused(app: TestApp, fake: FakePortal, options: Parameters<typeof postForm>[2], reason: string) {
  const answer = await postForm(app, fake, options);
  expect([answer.statusCode, framedBy(answer.headers), answer.headers['x-frame-options']]).toEqual([
    403,
    ...(ofThePortal.includes(reason) ? [fake.origin, undefined] : ["'none'", 'DENY']),
  ]);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers.location).toBeUndefined();
  // Whoever tries things out sees the same page, whatever was wrong; the administrator finds the reason in the audit log.
  expect(answer.body).toContain('Настройки → Порталы');
  expect((await refusals(app)).at(-1)).toBe(reason);
  const other = await postForm(app, fake, { fields: { member_id: undefined } });
  expect(answer.body).toBe(other.body);
}

describe('a launch', () => {
  it('leads to the card with a code that opens it, and the bearer reads it', async () => {
    const { app, fake } = await start();
    await app.send([cardEvent(0, { title: 'Сделка Анны' }), processEvent('p1')], await app.makeKey());
    const answer = await postForm(app, fake);
    expect(answer.statusCode).toBe(303);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['set-cookie']).toBeUndefined();
    const address = new URL(String(answer.headers.location), 'http://journal.example');
    expect(address.pathname).toBe('/frame/cards/deal/7');
    expect(Object.fromEntries(address.searchParams)).toEqual({
      portal: 'main',
      DOMAIN: new URL(fake.origin).host,
      PROTOCOL: '0',
      APP_SID: 'sid7',
      lang: 'ru',
    });

    const opened = await exchange(app, { code: codeOf(answer) });
    expect(opened.statusCode).toBe(200);
    expect(opened.headers['cache-control']).toBe('no-store');
    expect(opened.headers['set-cookie']).toBeUndefined();
    expect(opened.json()).toMatchObject({ portal: 'main', role: 'manager', card: { type: 'deal', id: '7' } });
    expect(opened.json().expiresInMs).toBeGreaterThan(9 * 60_000);
    const headers = { authorization: `Bearer ${opened.json().bearer as string}` };
    expect((await app.get('/api/v1/cards/deal/7', headers)).json().title).toBe('Сделка Анны');
    expect((await app.get('/api/v1/session', headers)).json()).toEqual({
      person: { name: 'Анна', email: null, role: 'manager' },
      portals: [{ portal: 'main', title: null, timeZone: 'Europe/Moscow', origin: fake.origin, cardsIn: 'journal' }],
      demo: false,
    });
  });

  it('looks as the portal says in the address of its handler, and as nothing else', async () => {
    const { app, fake } = await start();
    const lookOf = async (theme: string) =>
      new URL(String((await postForm(app, fake, { query: { theme } })).headers.location), 'http://j').searchParams.get(
        'theme',
      );
    expect([await lookOf('dark'), await lookOf('light'), await lookOf('dark"><script>')]).toEqual([
      'dark',
      'light',
      null,
    ]);
  });

  it('shows the token to nobody but the authorisation server and the portal of the record, in that order', async () => {
    const { app, fake } = await start();
    await postForm(app, fake);
    expect(fake.asked).toEqual([
      { method: 'app.info', body: { auth: 'token-anna' } },
      { method: 'profile', body: { auth: 'token-anna' } },
    ]);
  });

  it.each([
    [
      'no token of the application and no server, as older portals',
      { APPLICATION_TOKEN: undefined, SERVER_ENDPOINT: undefined },
    ],
    ['options that say «undefined»', { PLACEMENT_OPTIONS: 'undefined' }],
    ['options that are a list', { PLACEMENT_OPTIONS: '[]' }],
    ['no options', { PLACEMENT_OPTIONS: undefined }],
    ['neither placement nor options', { PLACEMENT: undefined, PLACEMENT_OPTIONS: undefined }],
    ['an id that is none', { PLACEMENT_OPTIONS: '{"ID":"../../7"}' }],
    ['the application’s own page', { PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '[]' }],
  ])('is taken with %s', async (_name, fields) => {
    const { app, fake } = await start();
    await connectBitrix24(app, fake, { change: { applicationToken: null } });
    const answer = await postForm(app, fake, { fields });
    expect(answer.statusCode).toBe(303);
    const isCard = 'APPLICATION_TOKEN' in fields;
    expect(String(answer.headers.location)).toContain(isCard ? '/frame/cards/deal/7?' : '/frame/home?');
  });

  it('brings support that opened no card to the failures', async () => {
    const { app, fake } = await start();
    fake.addUser('token-support', { id: 5 });
    await connectBitrix24(app, fake, { change: { supportUsers: ['5'] } });
    const pathOf = async (fields: Record<string, string>) => {
      const answer = await postForm(app, fake, { fields: { AUTH_ID: 'token-support', ...fields } });
      return new URL(String(answer.headers.location), 'http://here').pathname;
    };
    expect(await pathOf({ PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '[]' })).toBe('/frame/failures');
    expect(await pathOf({ PLACEMENT: 'LEFT_MENU' })).toBe('/frame/failures');
    expect(await pathOf({})).toBe('/frame/cards/deal/7');
  });

  it('makes a supporter of those whom the administrator named, and no administrator of the portal’s', async () => {
    const { app, fake } = await start();
    fake.addUser('token-support', { id: 5 });
    fake.addUser('token-admin', { id: 1, isAdmin: true });
    await connectBitrix24(app, fake, { change: { supportUsers: ['5'] } });
    const roleOf = async (authId: string) =>
      (await app.get('/api/v1/session', await openFrame(app, fake, { authId }))).json().person.role;
    expect([await roleOf('token-support'), await roleOf('token-admin'), await roleOf('token-anna')]).toEqual([
      'support',
      'manager',
      'manager',
    ]);
  });

  it('is refused when the portal is none of ours, whatever else it says', async () => {
    const { app, fake } = await start();
    await expectRefused(app, fake, { fields: { member_id: 'stranger00000000' } }, 'member');
    expect(fake.asked).toEqual([]);
  });

  it.each([
    ['absent', undefined],
    ['wrong', 'application-token-x'],
    ['empty', ''],
  ])('is refused when the application’s token is %s', async (_name, APPLICATION_TOKEN) => {
    const { app, fake } = await start();
    await expectRefused(app, fake, { fields: { APPLICATION_TOKEN } }, 'application-token');
    expect(fake.asked).toEqual([]);
  });

  it('is refused when a field comes twice, fields have depth, are too many, or are no form', async () => {
    const { app } = await start();
    const post = async (payload: string, type = 'application/x-www-form-urlencoded', query = '') =>
      (
        await app.server.inject({
          method: 'POST',
          url: `/launch/bitrix24${query}`,
          headers: { 'content-type': type },
          payload,
        })
      ).statusCode;
    const many = Array.from({ length: 41 }, (_, n) => `a${'b'.repeat(n)}=1`).join('&');
    for (const payload of ['member_id=a&member_id=b', 'auth[a][b]=1', '__proto__[x]=1', many, ''])
      expect(await post(payload), payload).toBe(403);
    expect(await post('', undefined, '?DOMAIN=a&DOMAIN=b')).toBe(403);
    expect(await post(`x=${'y'.repeat(33 * 1024)}`)).toBe(413);
    expect(await post('{}', 'application/json')).toBe(415);
    expect(await post('x', 'text/plain')).toBe(415);
  });

  it('is refused when the administrator says otherwise while the portal is asked', async () => {
    const { app, fake } = await start();
    fake.lies.set('profile', {
      first: async () => await app.store.portals.put('main', { origin: 'https://moved.example' }),
    });
    await expectRefused(app, fake, {}, 'changed');
  });

  it('leaves nothing of its tokens in the log', async () => {
    const { app, fake } = await start();
    const answer = await postForm(app, fake);
    await postForm(app, fake, { authId: 'token-nobody-has' });
    await exchange(app, { code: codeOf(answer) });
    for (const secret of ['token-anna', 'token-nobody-has', 'refresh-token', fake.applicationToken, codeOf(answer)])
      expect(app.log()).not.toContain(secret);
  });
});

describe('T01: an address of the attacker’s', () => {
  it.each([
    'evil.example',
    'portal.example@127.0.0.1',
    '127.1',
    '0x7f.1',
    '127.0.0.1',
    '[::1]',
    'localhost',
    '169.254.169.254',
    'portal。bitrix24.com',
    'PORTAL.example',
    'portal.example.',
    'https://portal.example',
    'portal.example/..',
    'evil.example\\@portal.example',
    'portal.example#',
    'portal.example:80:80',
    '',
  ])('%s: nobody is connected to, 403, framed by nobody', async (DOMAIN) => {
    const { app, fake } = await start();
    const connects = vi.spyOn(Socket.prototype, 'connect');
    const answer = await postForm(app, fake, { query: { DOMAIN } });
    expect([answer.statusCode, framedBy(answer.headers)]).toEqual([403, "'none'"]);
    expect(connects).not.toHaveBeenCalled();
    expect(fake.asked).toEqual([]);
    expect(answer.body).not.toContain('evil');
  });

  it('in SERVER_ENDPOINT is not even read', async () => {
    const { app, fake } = await start();
    const evil = await startFakePortal();
    await postForm(app, fake, { fields: { SERVER_ENDPOINT: `${evil.origin}/rest/` } });
    expect([fake.asked.length, evil.asked.length]).toEqual([2, 0]);
  });

  it('of a private network is not connected to, also where a name leads there, unless the record allows it', async () => {
    const { app, fake } = await start();
    await connectBitrix24(app, fake, { change: { allowPrivate: false } });
    const literal = await postForm(app, fake);
    expect([literal.statusCode, fake.asked.length]).toEqual([502, 0]);
    const named = fake.origin.replace('127.0.0.1', 'localhost');
    await app.store.portals.put('main', { origin: named });
    const answer = await postForm(app, fake, { query: { DOMAIN: new URL(named).host } });
    // The address of the authorisation server stands in the record, as the portal's does.
    expect([answer.statusCode, fake.asked.length]).toEqual([502, 0]);
  });
});

describe('T02: a token of another application', () => {
  it('is refused, and the portal never gets to see it', async () => {
    const { app, fake } = await start();
    fake.lies.set('app.info', { answer: { result: { CODE: 'local.other', install: { uri: fake.origin } } } });
    await expectRefused(app, fake, {}, 'application');
    expect(fake.askedFor('profile')).toEqual([]);
  });

  it.each([
    { result: { install: { uri: 'http://127.0.0.1' } } },
    { result: { CODE: null, install: {} } },
    { result: {} },
  ])('%j: without the application’s code it is nobody’s', async (answer) => {
    const { app, fake } = await start();
    fake.lies.set('app.info', { answer });
    await expectRefused(app, fake, {}, 'application');
  });
});

describe('T03: a token of another portal', () => {
  it('is refused: the authorisation server says whose it is', async () => {
    const { app, fake } = await start();
    const other = await startFakePortal();
    other.addUser('token-there', { cards: new Set(['2:7']) });
    await connectBitrix24(app, other, { portal: 'other' });
    // One authorisation server for both, as at the vendor's.
    fake.addUser('token-there');
    fake.lies.set('app.info', { answer: { result: { CODE: 'local.app', install: { uri: other.origin } } } });
    await expectRefused(app, fake, { authId: 'token-there' }, 'portal');
    expect(fake.askedFor('profile')).toEqual([]);
  });

  it.each(['', 'javascript:', 'https://portal.example.evil.example', null, 7])('and so is one of %s', async (uri) => {
    const { app, fake } = await start();
    fake.lies.set('app.info', { answer: { result: { CODE: 'local.app', install: { uri } } } });
    await expectRefused(app, fake, {}, 'portal');
  });

  it('opens a frame that reads its own portal and no other', async () => {
    const { app, fake } = await start();
    const key = await app.makeKey({ portal: 'other' });
    await app.send([cardEvent(0)], key);
    fake.addUser('token-anna', { cards: new Set(['2:7']) });
    const headers = await openFrame(app, fake);
    const theirs = await app.get('/api/v1/cards/deal/7?portal=other', headers);
    expect([theirs.statusCode, theirs.json().detail]).toEqual([404, 'no such portal']);
  });
});

describe('T04: a one-time code', () => {
  it('opens one frame, however many bring it at once', async () => {
    const { app, fake } = await start();
    const code = codeOf(await postForm(app, fake));
    const answers = await Promise.all(Array.from({ length: 50 }, async () => await exchange(app, { code })));
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(49);
    expect((await exchange(app, { code })).statusCode).toBe(401);
  });

  it('is none after a minute', async () => {
    const { app, fake } = await start();
    const [early, late] = [codeOf(await postForm(app, fake)), codeOf(await postForm(app, fake))];
    app.clock.now += 59_000;
    expect((await exchange(app, { code: early })).statusCode).toBe(200);
    app.clock.now += 1_000;
    expect((await exchange(app, { code: late })).statusCode).toBe(401);
  });

  it('is not kept as it is, nor is the bearer', async () => {
    const { app, fake } = await start();
    const code = codeOf(await postForm(app, fake));
    expect(await app.store.launches.exchange(code, 'x', app.clock.now + 1000, app.clock.now)).toBeNull();
    const { bearer } = (await exchange(app, { code })).json();
    expect(await app.store.launches.byBearer(bearer, app.clock.now)).toBeNull();
    expect(bearer).toMatch(/^jl_[A-Za-z0-9_-]{43}$/);
  });

  it('is told of in the audit log before it opens anything', async () => {
    const { app, fake } = await start();
    await openFrame(app, fake);
    const event = (await app.store.audit.from(1, 100)).find(({ action }) => action === 'launch.open');
    expect(event).toMatchObject({ actorKind: 'visitor', objectKind: 'card', object: 'deal/7', portalNo: 1 });
    expect(event?.details).not.toContain('Анна');
  });
});

describe('a frame’s bearer', () => {
  it('is good for ten minutes, and a new one is had with a new token of the portal', async () => {
    const { app, fake } = await start();
    await app.send([cardEvent(0)], await app.makeKey());
    const headers = await openFrame(app, fake);
    app.clock.now += 10 * 60_000 - 1;
    expect((await app.get('/api/v1/cards/deal/7', headers)).statusCode).toBe(200);
    app.clock.now += 1;
    expect((await app.get('/api/v1/cards/deal/7', headers)).json().code).toBe('not_signed_in');
    fake.addUser('token-renewed', { cards: new Set(['2:7']) });
    const renewed = await app.server.inject({
      method: 'POST',
      url: '/api/v1/launch/renew',
      payload: { portal: 'main', authId: 'token-renewed' },
    });
    expect(renewed.json()).toMatchObject({ portal: 'main', role: 'manager', card: null });
    const again = { authorization: `Bearer ${renewed.json().bearer as string}` };
    expect((await app.get('/api/v1/cards/deal/7', again)).statusCode).toBe(200);
  });

  it('is not renewed with a token of another application, of nobody, or for a portal of another kind', async () => {
    const { app, fake } = await start();
    await app.store.portals.put('plain', {});
    const renew = async (portal: string, authId: string) =>
      (await app.server.inject({ method: 'POST', url: '/api/v1/launch/renew', payload: { portal, authId } })).json()
        .code;
    expect(await renew('main', 'token-of-nobody')).toBe('not_signed_in');
    expect(await renew('plain', 'token-anna')).toBe('not_signed_in');
    expect(await renew('nowhere', 'token-anna')).toBe('not_signed_in');
    expect(await renew('main', 'no token at all')).toBe('not_signed_in');
    fake.lies.set('app.info', { answer: { result: { CODE: 'local.other', install: { uri: fake.origin } } } });
    expect(await renew('main', 'token-anna')).toBe('not_signed_in');
    fake.lies.set('app.info', 'broken');
    expect(await renew('main', 'token-anna')).toBe('portal_unreachable');
  });

  it('is a frame’s and nothing else: no account, no settings, no metrics, no portal’s REST', async () => {
    const { app, fake } = await start();
    await connectBitrix24(app, fake, { change: { supportUsers: ['11'] } });
    const headers = await openFrame(app, fake);
    for (const url of ['account', 'portals', 'people', 'keys', 'masking', 'audit', 'applications'])
      expect([url, (await app.get(`/api/v1/${url}`, headers)).statusCode]).toEqual([url, 403]);
    expect((await app.get('/metrics', headers)).statusCode).toBe(401);
    expect((await app.get('/rest/profile', headers)).statusCode).toBe(401);
    expect((await app.server.inject({ method: 'DELETE', url: '/api/v1/session', headers })).statusCode).toBe(403);
    expect((await app.send([cardEvent(0)], headers)).statusCode).toBe(403);
  });

  it('is asked instead of a cookie that comes with it, and a cookie opens no frame', async () => {
    const { app, fake } = await start();
    const { cookie } = await app.makePerson('administrator');
    const headers = await openFrame(app, fake);
    expect((await app.get('/api/v1/portals', { ...headers, cookie })).statusCode).toBe(403);
    const wrong = { authorization: `Bearer jl_${'A'.repeat(43)}`, cookie };
    expect((await app.get('/api/v1/portals', wrong)).statusCode).toBe(401);
    const exchanged = await app.server.inject({
      method: 'POST',
      url: '/api/v1/launch/exchange',
      headers: { cookie },
      payload: { code: 'x' },
    });
    expect(exchanged.statusCode).toBe(401);
  });

  it('ends with the connection that it came by, and with the portal’s address', async () => {
    const { app, fake } = await start();
    await app.send([cardEvent(0)], await app.makeKey());
    const before = await openFrame(app, fake);
    const announced = codeOf(await postForm(app, fake));
    await connectBitrix24(app, fake, { change: { supportUsers: ['5'] } });
    expect((await app.get('/api/v1/session', before)).statusCode).toBe(401);
    expect((await exchange(app, { code: announced })).statusCode).toBe(401);
    const after = await openFrame(app, fake);
    await app.store.portals.put('main', { origin: 'https://moved.example' });
    expect((await app.get('/api/v1/session', after)).statusCode).toBe(401);
  });
});

describe('T09: who is gone from the portal', () => {
  it('reads nothing more as soon as the portal is asked, and gets no other bearer', async () => {
    const { app, fake } = await start();
    await app.send([cardEvent(0), processEvent('p1')], await app.makeKey());
    const headers = await openFrame(app, fake);
    expect((await app.get('/api/v1/cards/deal/7', headers)).statusCode).toBe(200);
    fake.users.clear();
    app.clock.now += 60_000;
    expect((await app.get('/api/v1/cards/deal/7', headers)).json().code).toBe('not_signed_in');
    expect((await app.get('/api/v1/session', headers)).json().code).toBe('not_signed_in');
    const payload = { portal: 'main', authId: 'token-anna' };
    const renewed = await app.server.inject({ method: 'POST', url: '/api/v1/launch/renew', payload });
    expect(renewed.statusCode).toBe(401);
  });

  it('hears nothing more either', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const { app, fake } = await start();
      const headers = await openFrame(app, fake);
      const stream = await openStream(await app.listen(), '/api/v1/stream?cardType=deal&cardId=7', headers);
      expect(stream.status).toBe(200);
      fake.users.clear();
      app.clock.now += 60_000;
      vi.advanceTimersByTime(60_000);
      await stream.ended;
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('T11: a portal that', () => {
  const lies: [string, Lie, number][] = [
    ['keeps silent', 'silent', 503],
    ['sends us elsewhere', 'redirecting', 502],
    ['answers with a page', 'html', 502],
    ['is broken', 'broken', 502],
    ['says too much', 'huge', 502],
    ['breaks off', 'cut', 503],
  ];
  const places = lies.flatMap(([name, lie, status]) =>
    ['app.info', 'profile'].map((method) => [name, method, lie, status] as const),
  );
  it.each(places)('%s (%s) is told of with a way to try again', async (_name, method, lie, status) => {
    const { app, fake } = await start();
    fake.lies.set(method, lie);
    const before = performance.now();
    const answer = await postForm(app, fake);
    // Three seconds for both questions together; the rest is for a busy machine.
    expect(performance.now() - before).toBeLessThan(4_500);
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('Портал не отвечает');
    expect(answer.headers['cache-control']).toBe('no-store');
    // It is seen where it is looked at: in the portal, and nowhere else.
    expect([framedBy(answer.headers), answer.headers['x-frame-options']]).toEqual([fake.origin, undefined]);
    const again = /href="([^"]*frame[^"]*)"/.exec(answer.body)?.[1]?.replaceAll('&amp;', '&');
    expect(again).toContain('/frame/cards/deal/7?portal=main&');
    expect(again).not.toContain('code');
    expect(answer.body).not.toContain('token-anna');
    expect(fake.askedFor('elsewhere')).toEqual([]);
  });

  it('cannot be reached is told of as well', async () => {
    const { app, fake } = await start();
    await fake.stop();
    expect((await postForm(app, fake)).statusCode).toBe(503);
  });
});
