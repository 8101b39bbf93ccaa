import type { B24OAuthParams } from '@bitrix24/b24jssdk';
import { describe, expect, it } from 'vitest';
import { openCuttingProxy } from '#server/testing/cutting-proxy.ts';
import { entryEvent, faultEvent, processEvent } from '#server/testing/events.ts';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { openSdk } from '#server/testing/sdk-client.ts';
import { startTestApp } from '#server/testing/test-app.ts';

/* The official SDK as it is published, its OAuth client over http against a server that listens. */

const log = 'bizproc.activity.log';

async function start() {
  const app = await startTestApp();
  // The SDK looks at its own clock to see whether its token lives.
  app.clock.now = Date.now();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  const address = await app.listen();
  // Nothing differs from what is usual but how long it waits before it tries again.
  const restriction = { retryDelay: 100 };
  const clientAt = (origin: string, more: Partial<B24OAuthParams> = {}) =>
    openSdk(portal, origin, app.clock.now, { restriction, ...more });
  return { app, portal, token, address, clientAt, b24: clientAt(address) };
}

describe('single calls', () => {
  it('write, and read who calls', async () => {
    const { portal, token, b24 } = await start();
    const answer = await b24.actions.v2.call.make<boolean>({
      method: log,
      params: { EVENT_TOKEN: token, LOG_MESSAGE: 'Привет' },
    });
    expect([answer.isSuccess, answer.getData()?.result]).toEqual([true, true]);
    await b24.initIsAdmin();
    expect(typeof b24.auth.isAdmin).toBe('boolean');
    expect(await portal.messages('p1')).toEqual(['Привет']);
  });

  it('of an endpoint without its last slash', async () => {
    const { portal, token, address, clientAt } = await start();
    const b24 = clientAt(address, { clientEndpoint: `${address}/rest` });
    await b24.actions.v2.call.make({ method: log, params: { EVENT_TOKEN: token, LOG_MESSAGE: 'a' } });
    expect(await portal.messages('p1')).toEqual(['a']);
  });

  it.each([
    ['bizproc.activity.log', { LOG_MESSAGE: 'x' }, 403, 'ACCESS_DENIED', 'Access denied!'],
    ['bizproc.activity.lag', {}, 404, 'ERROR_METHOD_NOT_FOUND', 'Method not found!'],
  ])('%s %j fails with the portal’s words, once', async (method, params, status, code, text) => {
    const { b24 } = await start();
    const failed = await b24.actions.v2.call.make({ method, params }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ status, code });
    expect(String(failed)).toContain(text);
    expect(b24.getHttpClient('v2' as never).getStats().retries).toBe(0);
  });
});

describe('batches', () => {
  it('of 50 commands, as a list and by name', async () => {
    const { portal, token, b24 } = await start();
    const said = (text: string) => ({ EVENT_TOKEN: token, LOG_MESSAGE: text });
    const texts = Array.from({ length: 50 }, (_, n) => `№ ${n} & «ещё» + 1`);
    const list = await b24.actions.v2.batch.make<boolean>({ calls: texts.map((text) => [log, said(text)]) });
    expect([list.isSuccess, list.getData()]).toEqual([true, texts.map(() => true)]);
    expect(await portal.messages('p1')).toEqual(texts);
    const named = await b24.actions.v2.batch.make({
      calls: { good: [log, said('a')], bad: [log, { LOG_MESSAGE: 'x' }], last: [log, said('b')] },
      options: { isHaltOnError: false },
    });
    expect([named.isSuccess, named.getErrorMessages()]).toEqual([false, [expect.stringContaining('Access denied!')]]);
    expect((await portal.messages('p1')).slice(50)).toEqual(['a', 'b']);
  });

  it('of more than 50, cut into chunks', async () => {
    const { portal, token, b24 } = await start();
    const calls = Array.from({ length: 120 }, (_, n): [string, object] => [
      log,
      { EVENT_TOKEN: token, LOG_MESSAGE: String(n) },
    ]);
    const answer = await b24.actions.v2.batchByChunk.make<boolean>({ calls });
    expect(answer.getData()).toHaveLength(120);
    expect(await portal.messages('p1')).toHaveLength(120);
  });
});

describe('a journal is read to its end', () => {
  it('by callList and fetchList, each row once', async () => {
    const { app, portal, b24 } = await start();
    const processes = Array.from({ length: 120 }, (_, n) => processEvent(`many-${n}`));
    const entries = Array.from({ length: 230 }, (_, n) => entryEvent('p1', n, { message: String(n) }));
    const faults = Array.from({ length: 70 }, (_, n) => faultEvent('p1', n));
    await app.send([...processes, ...entries, ...faults], portal.engine);
    for (const [method, filter, count] of [
      ['journal.process.list', {}, 121],
      ['journal.entry.list', { PROCESS: 'p1' }, 300],
      ['journal.failure.list', {}, 70],
    ] as const) {
      const options = { method, params: { filter } };
      const list = (await b24.actions.v2.callList.make<{ ID: unknown }>(options)).getData() ?? [];
      expect([method, list.length, new Set(list.map(({ ID }) => ID)).size]).toEqual([method, count, count]);
      const sizes: number[] = [];
      for await (const page of b24.actions.v2.fetchList.make<{ ID: unknown }>(options)) sizes.push(page.length);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(count);
      expect(Math.max(...sizes)).toBe(50);
    }
  });
});

describe('a connection that breaks after the entry was written and before the answer', () => {
  it('is tried again, and there is one entry', async () => {
    const { portal, token, address, clientAt } = await start();
    const line = await openCuttingProxy(address);
    const b24 = clientAt(line.address);
    for (const [n, cuts] of [1, 2, 0].entries()) {
      line.loseAnswers(cuts);
      const params = { EVENT_TOKEN: token, LOG_MESSAGE: `сообщение ${n}` };
      expect((await b24.actions.v2.call.make<boolean>({ method: log, params })).getData()?.result).toBe(true);
    }
    expect(line.lost()).toBe(3);
    expect(await portal.messages('p1')).toEqual(['сообщение 0', 'сообщение 1', 'сообщение 2']);
  });

  it('is tried again with a whole batch and with an answer that ends a step', async () => {
    const { portal, token, address, clientAt } = await start();
    const line = await openCuttingProxy(address);
    const b24 = clientAt(line.address);
    line.loseAnswers(1);
    const calls = Array.from({ length: 10 }, (_, n): [string, object] => [
      log,
      { EVENT_TOKEN: token, LOG_MESSAGE: String(n) },
    ]);
    expect((await b24.actions.v2.batch.make({ calls })).isSuccess).toBe(true);
    line.loseAnswers(2);
    const params = { EVENT_TOKEN: token, RETURN_VALUES: { id: 'wamid.1' }, LOG_MESSAGE: 'Готово' };
    expect((await b24.actions.v2.call.make({ method: 'bizproc.event.send', params })).isSuccess).toBe(true);
    expect(line.lost()).toBe(3);
    expect(await portal.messages('p1')).toEqual([...Array.from({ length: 10 }, (_, n) => String(n)), 'Готово']);
    expect((await portal.steps('p1'))[0].returnValues).toEqual({ id: 'wamid.1' });
    expect(await portal.silent()).toEqual({});
  });
});

describe('an access token that has expired', () => {
  const hour = 60 * 60 * 1000;

  it('is refreshed by the SDK for many calls at once, and again an hour later', async () => {
    const { app, portal, token, b24 } = await start();
    const refreshed: string[] = [];
    b24.setCallbackRefreshAuth(async ({ b24OAuthParams }) => void refreshed.push(b24OAuthParams.refreshToken));
    const write = async (text: string) =>
      (
        await b24.actions.v2.call.make<boolean>({ method: log, params: { EVENT_TOKEN: token, LOG_MESSAGE: text } })
      ).getData()?.result;
    expect(await write('до')).toBe(true);
    for (const round of ['раз', 'два']) {
      app.clock.now += hour + 1000;
      const texts = Array.from({ length: 5 }, (_, n) => `${round} ${n}`);
      expect(await Promise.all(texts.map(write))).toEqual(texts.map(() => true));
    }
    // One refresh serves the calls that wait for it; a call refused later refreshes again, each time with the newest token.
    expect(refreshed.length).toBeGreaterThanOrEqual(2);
    expect(refreshed.length).toBeLessThan(10);
    expect(new Set([portal.refreshToken, ...refreshed]).size).toBe(refreshed.length + 1);
    expect(await portal.messages('p1')).toHaveLength(11);
  });

  it('is refreshed before the call when the SDK knows it, and over a line that breaks', async () => {
    const { app, portal, token, address, clientAt } = await start();
    const line = await openCuttingProxy(address);
    const b24 = clientAt(line.address, { expires: Math.floor(Date.now() / 1000) - 10 });
    app.clock.now += hour;
    line.loseAnswers(1);
    const params = { EVENT_TOKEN: token, LOG_MESSAGE: 'после' };
    const write = async () => (await b24.actions.v2.call.make<boolean>({ method: log, params })).getData()?.result;
    // The first refresh was carried out and its answer lost: the old refresh token still works for a minute.
    expect(await write().catch(write)).toBe(true);
    expect(line.lost()).toBe(1);
    expect(await portal.messages('p1')).toEqual(['после']);
  });

  it('of an application that was removed is told as an error, without an endless loop', async () => {
    const { app, portal, token, b24 } = await start();
    const row = await app.store.portals.find('main');
    await app.store.applications.remove(row?.portalNo ?? 0, portal.clientId);
    const params = { EVENT_TOKEN: token, LOG_MESSAGE: 'x' };
    await expect(b24.actions.v2.call.make({ method: log, params })).rejects.toThrow(
      /invalid_client|Client authentication failed/,
    );
    expect(await portal.messages('p1')).toEqual([]);
  });
});
