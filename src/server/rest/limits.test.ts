import { describe, expect, it } from 'vitest';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { openSdk } from '#server/testing/sdk-client.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const log = 'bizproc.activity.log';
const busy = { error: 'QUERY_LIMIT_EXCEEDED', error_description: 'Too many requests' };

async function start(restCallsPerSecond: number) {
  const app = await startTestApp({ config: { restCallsPerSecond } });
  const portal = await openRestPortal(app);
  await portal.process('p1');
  return { app, portal, token: await portal.step('p1') };
}

describe('calls of one credential', () => {
  it('beyond its limit are 503 with when to come again, and write nothing; another credential goes on', async () => {
    const { app, portal, token } = await start(1);
    const said = (n: number) => ({ EVENT_TOKEN: token, LOG_MESSAGE: String(n) });
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => portal.hook(log, said(n))));
    const refusals = answers.filter((answer) => answer.statusCode !== 200);
    expect(refusals.map((answer) => answer.statusCode)).toEqual([503, 503]);
    const [refused] = refusals;
    expect([refused?.headers['retry-after'], refused?.json()]).toEqual(['1', busy]);
    expect((await portal.call(log, said(20))).statusCode).toBe(200);
    app.clock.now += 1000;
    expect([(await portal.hook(log, said(21))).statusCode, (await portal.hook(log, said(22))).statusCode]).toEqual([
      200, 503,
    ]);
    expect(await portal.messages('p1')).toHaveLength(12);
  });

  it('in a batch count one by one, however they are written', async () => {
    const { app, portal } = await start(1);
    const cmd = Array.from({ length: 9 }, () => 'server.time');
    expect((await portal.call('batch', { cmd })).statusCode).toBe(200);
    const refused = await portal.call('batch', { cmd });
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([503, '8', busy]);
    app.clock.now += 8000;
    expect((await portal.call('batch', { cmd: Object.fromEntries(cmd.entries()) })).statusCode).toBe(200);
    expect((await portal.call('batch', { cmd: 'nonsense' })).statusCode).toBe(503);
    app.clock.now += 10_000;
    // More than may ever come at once is carried out when nothing came before it.
    expect((await portal.call('batch', { cmd: Array.from({ length: 50 }, () => 'server.time') })).statusCode).toBe(200);
    expect((await portal.call('server.time')).headers['retry-after']).toBe('41');
  });

  it('are counted after it is known who calls: nobody uses up what is another’s', async () => {
    const { portal } = await start(1);
    for (let time = 0; time < 15; time++) await portal.post(`/rest/2/${portal.code}/profile`, {});
    expect((await portal.hook('profile')).statusCode).toBe(200);
  });
});

describe('the official SDK', () => {
  it('waits when it is told to, and every message is written once', async () => {
    const { app, portal, token } = await start(2);
    app.clock.now = Date.now();
    const address = await app.listen();
    // It asks as fast as it can; how long it waits when it is refused is its own.
    const rateLimit = { burstLimit: 1000, drainRate: 1000, adaptiveEnabled: false };
    const b24 = openSdk(portal, address, app.clock.now, { restriction: { rateLimit } });
    const texts = Array.from({ length: 25 }, (_, n) => String(n));
    const retries = () => b24.getHttpClient('v2' as never).getStats().retries;
    // Time stands still until all that is beyond the limit was refused, however slow the machine is.
    const ticking = setInterval(() => (app.clock.now += retries() >= 5 ? 500 : 0), 20);
    const answers = await Promise.all(
      texts.map((text) =>
        b24.actions.v2.call.make<boolean>({ method: log, params: { EVENT_TOKEN: token, LOG_MESSAGE: text } }),
      ),
    ).finally(() => clearInterval(ticking));
    expect(answers.map((answer) => answer.getData()?.result)).toEqual(texts.map(() => true));
    expect(retries()).toBeGreaterThanOrEqual(5);
    expect((await portal.messages('p1')).toSorted()).toEqual(texts.toSorted());
  });
});

describe('wrong credentials', () => {
  const elsewhere = '203.0.113.7';

  async function startElsewhere() {
    const { app, portal } = await start(1000);
    const call = async (credential: string, address = elsewhere) => {
      const url = `/rest/profile?auth=${encodeURIComponent(credential)}`;
      return await app.server.inject({ method: 'POST', url, remoteAddress: address });
    };
    const fail = async (times: number) => {
      for (let time = 0; time < times; time++) await call(`wrong ${time}`);
    };
    return { app, portal, call, fail };
  }

  it('are refused unseen after twenty from one address, and one more is looked at three seconds later', async () => {
    const { app, portal, call, fail } = await startElsewhere();
    await fail(19);
    const last = await call('wrong');
    expect([last.statusCode, last.json().error]).toEqual([401, 'invalid_token']);
    const refused = await call('wrong');
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([503, '3', busy]);
    const url = `/rest/1/${'k'.repeat(48)}/profile`;
    expect((await app.server.inject({ method: 'POST', url, remoteAddress: elsewhere })).statusCode).toBe(503);
    expect((await call('wrong', '203.0.113.8')).statusCode).toBe(401);
    // A right one that nobody has seen yet waits like the wrong ones: else a guess would be worth its time.
    expect((await call(portal.accessToken)).statusCode).toBe(503);
    app.clock.now += 3000;
    expect([(await call('wrong')).statusCode, (await call('wrong')).statusCode]).toEqual([401, 503]);
  });

  it('do not lock out who was right before, nor the token that such an application gets anew', async () => {
    const { app, portal, call, fail } = await startElsewhere();
    const refresh = async (refreshToken: string) => {
      const grant = { grant_type: 'refresh_token', client_id: portal.clientId, client_secret: portal.clientSecret };
      const url = `/oauth/token/?${new URLSearchParams({ ...grant, refresh_token: refreshToken })}`;
      return (await app.server.inject({ method: 'POST', url, remoteAddress: elsewhere })).json();
    };
    const first = await refresh(portal.refreshToken);
    await call(first.access_token);
    await fail(30);
    expect((await call(first.access_token)).statusCode).toBe(200);
    const { access_token: fresh } = await refresh(first.refresh_token);
    expect((await call(fresh)).statusCode).toBe(200);
    // Removed, it is as good as any wrong one.
    const row = await app.store.portals.find('main');
    await app.store.applications.remove(row?.portalNo ?? 0, portal.clientId);
    expect([(await call(fresh)).statusCode, (await call(fresh)).statusCode]).toEqual([401, 503]);
  });

  it('of applications that ask for tokens count, too', async () => {
    const { app } = await startElsewhere();
    const ask = async () => {
      const url = '/oauth/token/?grant_type=refresh_token&client_id=local.x&client_secret=y&refresh_token=z';
      return await app.server.inject({ method: 'POST', url, remoteAddress: elsewhere });
    };
    for (let time = 0; time < 20; time++) expect((await ask()).statusCode).toBe(401);
    const refused = await ask();
    expect([refused.statusCode, refused.headers['retry-after'], refused.json()]).toEqual([503, '3', busy]);
  });

  it('are not what an expired token is, nor a call without any', async () => {
    const { app, portal, call } = await startElsewhere();
    app.clock.now += 60 * 60 * 1000;
    for (let time = 0; time < 25; time++) {
      expect((await call(portal.accessToken)).json().error).toBe('expired_token');
      expect((await call('')).json().error).toBe('NO_AUTH_FOUND');
    }
  });
});
