import { describe, expect, it } from 'vitest';
import { makeApplication, openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const hour = 60 * 60 * 1000;

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const ask = async (fields: Record<string, string>, url = '/oauth/token/') =>
    await app.server.inject({ method: 'POST', url, headers: form, payload: new URLSearchParams(fields).toString() });
  const grant = (more: Record<string, string> = {}) => ({
    grant_type: 'refresh_token',
    client_id: portal.clientId,
    client_secret: portal.clientSecret,
    refresh_token: portal.refreshToken,
    ...more,
  });
  const call = async (auth: string) => {
    const answer = await portal.call('bizproc.activity.log', { EVENT_TOKEN: token, LOG_MESSAGE: 'x', auth });
    return [answer.statusCode, answer.json().error ?? answer.json().result];
  };
  return { app, portal, ask, grant, call };
}

describe('an access token', () => {
  it('lives for an hour, then 401 expired_token', async () => {
    const { app, portal, call } = await start();
    app.clock.now += hour - 1;
    expect(await call(portal.accessToken)).toEqual([200, true]);
    app.clock.now += 1;
    expect(await call(portal.accessToken)).toEqual([401, 'expired_token']);
  });

  it('is none for refreshing, and a refresh token is none for calling', async () => {
    const { portal, ask, grant, call } = await start();
    expect(await call(portal.refreshToken)).toEqual([401, 'invalid_token']);
    const answer = await ask(grant({ refresh_token: portal.accessToken }));
    expect([answer.statusCode, answer.json().error]).toEqual([400, 'invalid_grant']);
  });

  it('is gone with its application', async () => {
    const { app, portal, ask, grant, call } = await start();
    const { cookie } = await app.makePerson('administrator');
    const headers = { cookie, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' };
    const url = `/api/v1/applications/${portal.clientId}`;
    expect((await app.server.inject({ method: 'DELETE', url, headers })).statusCode).toBe(204);
    expect(await call(portal.accessToken)).toEqual([401, 'invalid_token']);
    expect((await ask(grant())).json().error).toBe('invalid_client');
  });
});

describe('refreshing', () => {
  it('gives what an SDK keeps: new tokens, when they end, where to call', async () => {
    const { app, portal, ask, grant, call } = await start();
    app.clock.now += 2 * hour;
    const answer = await ask(grant());
    expect(answer.headers['cache-control']).toBe('no-store');
    const body = answer.json();
    expect(body).toEqual({
      access_token: expect.stringMatching(/^\S{43}$/),
      refresh_token: expect.stringMatching(/^\S{43}$/),
      expires: app.clock.now / 1000 + 3600,
      expires_in: 3600,
      scope: 'bizproc,journal.read',
      domain: 'localhost:80',
      server_endpoint: 'http://localhost:80/rest/',
      client_endpoint: 'http://localhost:80/rest/',
      status: 'L',
      member_id: 'main',
      user_id: '1',
    });
    expect(await call(body.access_token)).toEqual([200, true]);
    expect(await call(portal.accessToken)).toEqual([401, 'expired_token']);
  });

  it('is asked for by a form, by the query, with and without the last slash', async () => {
    const { app, ask, grant } = await start();
    const query = new URLSearchParams(grant()).toString();
    const answers = [
      await ask(grant()),
      await ask(grant(), '/oauth/token'),
      await app.server.inject({ method: 'GET', url: `/oauth/token/?${query}` }),
      await app.server.inject({ method: 'POST', url: `/oauth/token/?${query}` }),
    ];
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200]);
  });

  it('rotates: the used token works for a minute more, in case the answer was lost, and then no longer', async () => {
    const { app, ask, grant, call } = await start();
    const first = (await ask(grant())).json();
    app.clock.now += 59_999;
    const again = (await ask(grant())).json();
    expect(again.refresh_token).not.toBe(first.refresh_token);
    app.clock.now += 60_001;
    expect((await ask(grant())).json()).toMatchObject({ error: 'invalid_grant' });
    for (const { access_token, refresh_token } of [first, again]) {
      expect(await call(access_token)).toEqual([200, true]);
      expect((await ask(grant({ refresh_token }))).statusCode).toBe(200);
    }
  });

  it('does not lengthen the minute when the used token is used again and again', async () => {
    const { app, ask, grant } = await start();
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) {
      statuses.push((await ask(grant())).statusCode);
      app.clock.now += 25_000;
    }
    expect(statuses).toEqual([200, 200, 200, 400]);
  });

  it('ends after half a year without a refresh', async () => {
    const { app, ask, grant } = await start();
    app.clock.now += 180 * 24 * hour;
    expect((await ask(grant())).json().error).toBe('invalid_grant');
  });

  it('is refused to others, without saying more than the code', async () => {
    const { app, ask, grant } = await start();
    const other = await makeApplication(app, 'main', ['bizproc']);
    const without = (name: string) => Object.fromEntries(Object.entries(grant()).filter(([one]) => one !== name));
    const wrong: [Record<string, string>, number, string][] = [
      [grant({ client_secret: 'x' }), 401, 'invalid_client'],
      [without('client_secret'), 401, 'invalid_client'],
      [grant({ client_id: 'local.unknown' }), 401, 'invalid_client'],
      [without('client_id'), 401, 'invalid_client'],
      [grant({ client_secret: other.clientSecret }), 401, 'invalid_client'],
      [grant({ client_id: other.clientId, client_secret: other.clientSecret }), 400, 'invalid_grant'],
      [grant({ refresh_token: 'x' }), 400, 'invalid_grant'],
      [without('refresh_token'), 400, 'invalid_grant'],
      [grant({ grant_type: 'authorization_code' }), 400, 'unsupported_grant_type'],
      [without('grant_type'), 400, 'invalid_request'],
      [{}, 400, 'invalid_request'],
    ];
    for (const [fields, status, error] of wrong) {
      const answer = await ask(fields);
      expect([answer.statusCode, answer.json().error]).toEqual([status, error]);
      expect(answer.body).not.toContain('access_token');
    }
    for (const secret of [grant().client_secret, grant().refresh_token]) expect(app.log()).not.toContain(secret);
    expect((await ask(grant())).statusCode).toBe(200);
  });
});
