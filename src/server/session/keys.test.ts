import { describe, expect, it } from 'vitest';
import { auditLog, auditWords } from '#server/testing/audit-log.ts';
import { cardEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const hourMs = 60 * 60 * 1000;
type Headers = Record<string, string>;

async function start(options: Parameters<typeof startTestApp>[0] = {}) {
  const app = await startTestApp(options);
  const { cookie } = await app.makePerson('administrator');
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    headers: Headers = { cookie },
  ) =>
    await app.server.inject({ method, url: `/api/v1${url}`, headers, ...(payload === undefined ? {} : { payload }) });
  const make = async (change: object = {}, headers?: Headers) =>
    await ask('POST', '/keys', { title: 'Робот рассылки', scopes: ['journal.read', 'bizproc'], ...change }, headers);
  const list = async () => (await ask('GET', '/keys')).json().items;
  /** The statuses of both doors that take keys. */
  const doors = async (secret: string, user = '1') => {
    const native = await app.get('/api/v1/cards', { authorization: `Bearer ${secret}` });
    const hook = await app.get(`/rest/${user}/${secret}/server.time`);
    const token = await app.get('/rest/server.time', { authorization: `Bearer ${secret}` });
    return [native.statusCode, hook.statusCode, token.statusCode];
  };
  return { app, ask, make, list, doors };
}

describe('a key', () => {
  it('is shown once, works at every door, and is listed by who made it and when it was last used', async () => {
    const { app, ask, make, list, doors } = await start({ config: { publicUrl: new URL('http://journal.example') } });
    const made = (await make()).json();
    expect(made.webhookUrl).toBe(`http://journal.example/rest/1/${made.secret}/`);
    expect(await doors(made.secret)).toEqual([200, 200, 200]);
    const [row] = await list();
    expect(row).toMatchObject({
      key: made.key,
      title: 'Робот рассылки',
      user: '1',
      scopes: ['journal.read', 'bizproc'],
      createdBy: 'administrator',
      revokedAt: null,
      oldSecretUntil: null,
    });
    expect(Date.parse(row.lastUsedAt)).toBe(app.clock.now - (app.clock.now % hourMs));
    expect((await ask('GET', '/keys')).body).not.toContain(made.secret);
    expect(app.log() + JSON.stringify(await auditLog(app))).not.toContain(made.secret.slice(10, 42));
    expect((await auditWords(app))[0]).toBe(`key.make ${made.key}`);
  });

  it('used by its webhook address only, is used', async () => {
    const { app, make, list } = await start();
    const { secret } = (await make()).json();
    expect((await list())[0].lastUsedAt).toBeNull();
    await app.get(`/rest/1/${secret}/server.time`);
    expect((await list())[0].lastUsedAt).not.toBeNull();
  });

  it('that is rotated works with both secrets until the overlap is over, then with the new one only', async () => {
    const { app, ask, make, list, doors } = await start();
    const { key, secret: first } = (await make()).json();
    const { secret: second, key: same } = (await ask('POST', `/keys/${key}/rotate`, { overlapHours: 2 })).json();
    expect([same, second === first]).toEqual([key, false]);
    expect(Date.parse((await list())[0].oldSecretUntil)).toBe(app.clock.now + 2 * hourMs);
    app.clock.now += 2 * hourMs - 1;
    expect([await doors(first), await doors(second)]).toEqual([
      [200, 200, 200],
      [200, 200, 200],
    ]);
    app.clock.now += 1;
    expect([await doors(first), await doors(second)]).toEqual([
      [401, 401, 401],
      [200, 200, 200],
    ]);
    expect((await list())[0].oldSecretUntil).toBeNull();
    // A clock that jumps to and fro does not bring more back than there was.
    app.clock.now += 3 * 24 * hourMs;
    expect(await doors(first)).toEqual([401, 401, 401]);
  });

  it('that is rotated twice knows two secrets, not three; without an overlap one', async () => {
    const { ask, make, doors } = await start();
    const { key, secret: first } = (await make()).json();
    const { secret: second } = (await ask('POST', `/keys/${key}/rotate`, {})).json();
    const { secret: third } = (await ask('POST', `/keys/${key}/rotate`, {})).json();
    expect([await doors(first), await doors(second), await doors(third)].map(([status]) => status)).toEqual([
      401, 200, 200,
    ]);
    const { secret: fourth } = (await ask('POST', `/keys/${key}/rotate`, { overlapHours: 0 })).json();
    expect([await doors(third), await doors(fourth)].map(([status]) => status)).toEqual([401, 200]);
  });

  it('that is revoked stops at once with both secrets, stays in the list and cannot be rotated', async () => {
    const { app, ask, make, list, doors } = await start();
    const { key, secret: first } = (await make()).json();
    const { secret: second } = (await ask('POST', `/keys/${key}/rotate`, {})).json();
    expect(await doors(first)).toEqual([200, 200, 200]);
    expect((await ask('DELETE', `/keys/${key}`)).statusCode).toBe(200);
    expect([await doors(first), await doors(second)]).toEqual([
      [401, 401, 401],
      [401, 401, 401],
    ]);
    expect(Date.parse((await list())[0].revokedAt)).toBe(app.clock.now);
    expect((await ask('POST', `/keys/${key}/rotate`, {})).json().code).toBe('conflict');
    expect((await auditWords(app)).slice(0, 3)).toEqual([`key.make ${key}`, `key.rotate ${key}`, `key.revoke ${key}`]);
  });

  it('that has expired works at no door', async () => {
    const { app, ask, make, doors } = await start();
    const expiresAt = new Date(app.clock.now + hourMs).toISOString();
    const { key, secret } = (await make({ expiresAt })).json();
    app.clock.now += hourMs;
    expect(await doors(secret)).toEqual([401, 401, 401]);
    expect((await ask('POST', `/keys/${key}/rotate`, {})).json().code).toBe('conflict');
    expect((await make({ expiresAt })).json().code).toBe('invalid_request');
  });
});

describe('a key that administrates', () => {
  it('that expires leaves nothing that outlives it', async () => {
    const { app, ask, make } = await start();
    const end = app.clock.now + 30 * 24 * hourMs;
    const at = (ms: number) => new Date(ms).toISOString();
    const made = (await make({ scopes: ['admin', 'journal.read'], expiresAt: at(end) })).json();
    const own = { authorization: `Bearer ${made.secret}` };
    const lasting = (await make({ scopes: ['journal.read'] })).json();
    const refusals = [
      await make({ scopes: ['journal.read'] }, own),
      await make({ scopes: ['journal.read'], expiresAt: null }, own),
      await make({ scopes: ['journal.read'], expiresAt: at(end + 1) }, own),
      await ask('POST', `/keys/${lasting.key}/rotate`, {}, own),
      await ask('POST', '/applications', { title: 'А', user: '1', scopes: ['journal.read'] }, own),
    ];
    for (const refused of refusals) expect([refused.statusCode, refused.json().code]).toEqual([403, 'forbidden']);
    expect((await make({ scopes: ['journal.read'], expiresAt: at(end) }, own)).statusCode).toBe(200);
    expect((await ask('POST', `/keys/${made.key}/rotate`, {}, own)).statusCode).toBe(200);
  });

  it('hands out no scope that it has not, neither by making a key nor by rotating one nor by an application', async () => {
    const { app, ask, make } = await start();
    const admin = await app.makeKey({ scopes: ['admin'] });
    const wide = (await make()).json();
    const refusals = [
      await make({ scopes: ['admin', 'journal.read'] }, admin),
      await ask('POST', `/keys/${wide.key}/rotate`, {}, admin),
      await ask('POST', '/applications', { title: 'Приложение', user: '1', scopes: ['bizproc'] }, admin),
    ];
    for (const refused of refusals) expect([refused.statusCode, refused.json().code]).toEqual([403, 'forbidden']);
    expect((await make({ scopes: ['admin'] }, admin)).statusCode).toBe(200);
    expect((await ask('DELETE', `/keys/${wide.key}`, undefined, admin)).statusCode).toBe(200);
  });

  it('reaches no other portal, makes none, and knows no people', async () => {
    const { app, ask, make } = await start();
    const admin = await app.makeKey({ portal: 'other', scopes: ['admin', 'journal.read', 'bizproc'] });
    const { key } = (await make()).json();
    const [theirs, nobodys] = [
      await ask('POST', `/keys/${key}/rotate`, {}, admin),
      await ask('POST', '/keys/AAAAAAAA/rotate', {}, admin),
    ];
    expect([theirs.statusCode, theirs.json().detail]).toEqual([404, nobodys.json().detail]);
    expect((await ask('DELETE', `/keys/${key}?portal=main`, undefined, admin)).statusCode).toBe(404);
    for (const portal of ['main', 'new']) {
      expect((await ask('PUT', `/portals/${portal}`, { title: 'Чужой' }, admin)).statusCode).toBe(404);
    }
    expect((await ask('PUT', '/portals/other', { title: 'Свой' }, admin)).statusCode).toBe(200);
    expect(await app.store.portals.find('new')).toBeNull();
    const person = { name: 'x', email: 'x@example.test', role: 'administrator', portals: [] };
    for (const [method, url, body] of [
      ['GET', '/people', undefined],
      ['POST', '/people', { ...person, password: 'a phrase of my own' }],
      ['POST', '/people/invitations', person],
      ['PUT', '/people/1', { role: 'manager' }],
      ['DELETE', '/people/1', undefined],
      ['GET', '/account', undefined],
    ] as const) {
      expect((await ask(method, url, body, admin)).json().code, url).toBe('forbidden');
    }
  });
});

describe('calls by keys', () => {
  it('are limited a key, and who is over waits as many seconds as he is told', async () => {
    const { app } = await start({ config: { restCallsPerSecond: 2 } });
    const [fast, slow] = [await app.makeKey({ portal: 'main' }), await app.makeKey({ portal: 'main' })];
    const call = async (headers: Headers) => await app.get('/api/v1/cards', headers);
    const statuses: number[] = [];
    for (let n = 0; n < 25; n++) statuses.push((await call(fast)).statusCode);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    const refused = await call(fast);
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'too_many_requests']);
    expect(refused.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect((await call(slow)).statusCode).toBe(200);
    // The portal's REST counts with them: it is the same key.
    const secret = fast.authorization.slice('Bearer '.length);
    expect((await app.get(`/rest/1/${secret}/server.time`)).statusCode).toBe(503);
    app.clock.now += Number(refused.headers['retry-after']) * 1000;
    expect((await call(fast)).statusCode).toBe(200);
  });

  it('with wrong keys are limited an address, and sooner; a key that was right goes on', async () => {
    const { app } = await start({ config: { trustProxy: ['127.0.0.1'] } });
    const right = await app.makeKey({ scopes: ['journal.read', 'journal.write'] });
    const from = (headers: Headers, address = '192.0.2.7') => ({ ...headers, 'x-forwarded-for': address });
    expect((await app.send([cardEvent(0)], from(right))).statusCode).toBe(200);
    const codes: string[] = [];
    for (let n = 0; n < 25; n++) {
      const answer = await app.get('/api/v1/cards', from({ authorization: `Bearer guess${n}` }));
      codes.push(answer.json().code);
    }
    expect(codes.filter((code) => code === 'not_signed_in')).toHaveLength(20);
    expect(codes.slice(20)).toEqual(Array.from({ length: 5 }, () => 'too_many_requests'));
    expect((await app.get('/api/v1/cards', from(right))).statusCode).toBe(200);
    expect((await app.get('/api/v1/cards', from({ authorization: 'Bearer guess' }, '192.0.2.8'))).statusCode).toBe(401);
    // Neither at the other door.
    expect((await app.get('/rest/server.time', from({ authorization: 'Bearer guess' }))).statusCode).toBe(503);
  });
});
