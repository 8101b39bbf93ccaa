import { describe, expect, it } from 'vitest';
import { openRestPortal, makeApplication } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

async function start() {
  const app = await startTestApp();
  await app.store.portals.put('main', { timeZone: 'Europe/Kaliningrad' });
  const portal = await openRestPortal(app);
  await portal.process('p1');
  return { app, portal, token: await portal.step('p1') };
}

describe('an answer', () => {
  it('has the result and the time, in the portal’s zone', async () => {
    const { app, portal, token } = await start();
    const answer = await portal.hook('bizproc.activity.log', { EVENT_TOKEN: token, LOG_MESSAGE: 'да' });
    const seconds = app.clock.now / 1000;
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json()).toEqual({
      result: true,
      time: {
        start: seconds,
        finish: seconds,
        duration: 0,
        processing: 0,
        date_start: '2026-11-21T14:00:00+02:00',
        date_finish: '2026-11-21T14:00:00+02:00',
        operating: 0,
      },
    });
  });

  it('may be read by pages of any site, and is kept by nobody', async () => {
    const { app, portal } = await start();
    const url = `${portal.hookAddress}/bizproc.activity.log`;
    const headers = { origin: 'https://app.example', 'access-control-request-method': 'POST' };
    const asked = await app.server.inject({ method: 'OPTIONS', url, headers });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type, idempotency-key',
    });
    // No cookie is ever asked for: what a page sends is a token.
    expect(asked.headers).not.toHaveProperty('access-control-allow-credentials');
    const answer = await portal.hook('bizproc.activity.log', {}, { origin: 'https://app.example' });
    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' });
  });
});

describe('an access token is taken from', () => {
  it('the query, the body and the Authorization header, which wins', async () => {
    const { app, portal, token } = await start();
    const url = '/rest/bizproc.activity.log';
    const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'x' };
    const bearer = { authorization: `Bearer ${portal.accessToken}` };
    const statuses = [
      await portal.post(`${url}?auth=${portal.accessToken}`, said),
      await portal.post(`${url}?ACCESS_TOKEN=${portal.accessToken}`, said),
      await portal.post(url, { ...said, Auth: portal.accessToken }),
      await portal.post(url, { ...said, access_token: portal.accessToken }),
      await portal.post(url, said, bearer),
      await portal.post(url, { ...said, auth: 'another' }, { authorization: `bearer  ${portal.accessToken}` }),
      // A key is a token, too.
      await portal.post(url, { ...said, auth: portal.code }),
      await portal.post(url, { ...said, auth: portal.accessToken }, { authorization: 'Bearer another' }),
    ].map((answer) => answer.statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 401]);
    expect(app.log()).not.toContain(portal.accessToken);
  });
});

describe('an error', () => {
  it('of a body over the limit, told without what was sent', async () => {
    const { portal } = await start();
    const answer = await portal.hook('bizproc.activity.log', { LOG_MESSAGE: 'я'.repeat(5_000_000) });
    expect(answer.statusCode).toBe(413);
    expect(answer.json()).toMatchObject({ error: expect.any(String), error_description: expect.any(String) });
    expect(answer.body.length).toBeLessThan(500);
  });
});

describe('an overloaded server', () => {
  it('says 503 QUERY_LIMIT_EXCEEDED and when to come again, also within a batch; nothing is written', async () => {
    const { StorageFull } = await import('#server/store/journal-store.ts');
    let isFull = false;
    const app = await startTestApp({
      store: (store) => ({
        ...store,
        write: async (requests, now) => {
          if (isFull) throw new StorageFull('the disk is full');
          return await store.write(requests, now);
        },
      }),
    });
    const portal = await openRestPortal(app);
    await portal.process('p1');
    const said = { EVENT_TOKEN: await portal.step('p1'), LOG_MESSAGE: 'x' };
    isFull = true;
    const answer = await portal.call('bizproc.activity.log', { ...said, bx24_request_id: 'r1' });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json()]).toEqual([
      503,
      '1',
      { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' },
    ]);
    const cmd = { a: `bizproc.activity.log?${new URLSearchParams(said)}` };
    const batch = (await portal.call('batch', { cmd })).json().result;
    expect(batch.result_error.a.error).toBe('QUERY_LIMIT_EXCEEDED');
    isFull = false;
    expect(await portal.messages('p1')).toEqual([]);
    // The failure is not remembered: the same request may be tried again.
    expect((await portal.call('bizproc.activity.log', { ...said, bx24_request_id: 'r1' })).json().result).toBe(true);
    expect(await portal.messages('p1')).toEqual(['x']);
  });
});

describe('a full disk', () => {
  it('is 503 with when to come again for whatever an application writes, never a failure of ours', async () => {
    const { StorageFull } = await import('#server/store/journal-store.ts');
    let isFull = false;
    const app = await startTestApp({
      store: (store) => {
        const { applications } = store;
        const writes = ['keepAnswer', 'countSilent', 'addActivity', 'addStep'] as const;
        const until =
          (write: (...values: never[]) => Promise<unknown>) =>
          async (...values: never[]) => {
            if (isFull) throw new StorageFull('the disk is full');
            return await write(...values);
          };
        const full = Object.fromEntries(writes.map((name) => [name, until(applications[name])]));
        return { ...store, applications: { ...applications, ...full } };
      },
    });
    const portal = await openRestPortal(app);
    await portal.process('p1');
    const silent = { EVENT_TOKEN: await portal.step('p1', { useSubscription: false }), LOG_MESSAGE: 'x' };
    const robot = { CODE: 'a', HANDLER: 'https://app.example/', NAME: 'b' };
    isFull = true;
    for (const answer of [
      await portal.call('bizproc.activity.log', silent),
      await portal.call('bizproc.robot.add', robot),
    ]) {
      expect([answer.statusCode, answer.headers['retry-after'], answer.json().error]).toEqual([
        503,
        '1',
        'QUERY_LIMIT_EXCEEDED',
      ]);
    }
    const step = { process: 'p1', activity: { name: 'A1' }, useSubscription: true };
    const native = await portal.post('/api/v1/event-tokens', step, portal.engine);
    expect([native.statusCode, native.json().code]).toEqual([503, 'storage_full']);
    isFull = false;
    expect((await portal.call('bizproc.robot.add', robot)).json().result).toBe(true);
  });
});

it('an application of another portal writes nothing here', async () => {
  const { app, portal, token } = await start();
  const other = await makeApplication(app, 'other', ['bizproc']);
  const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'x', auth: other.accessToken };
  const answer = await portal.post('/rest/bizproc.activity.log', said);
  // Its portal issues no tokens here, so its credential decides — and its portal has no such process.
  expect([answer.statusCode, answer.json().error]).toEqual([400, '404']);
  expect(await portal.messages('p1')).toEqual([]);
});
