import { describe, expect, it } from 'vitest';
import { makeKey } from '#server/access/key.ts';
import { openStream } from '#server/testing/stream.ts';
import { foreignToken, openRestPortal, type Step } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const log = 'bizproc.activity.log';
const send = 'bizproc.event.send';
const refused = 'Bad request - please check your parameters — (#131047) Re-engagement message';

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const write = async (token: string, message: unknown = 'x', headers = {}) => {
    const answer = await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: message }, headers);
    return [answer.statusCode, answer.json().error ?? answer.json().result];
  };
  return { app, portal, write };
}

describe('a message', () => {
  it('is an entry of the portal’s kind, by whom and for which step', async () => {
    const { app, portal, write } = await start();
    app.clock.now += 5000;
    const token = await portal.step('p1', { name: 'A51601_82584', title: 'Отправить WhatsApp', code: 'send_whatsapp' });
    expect(await write(token, 'Отправляю на +7 900 000-00-00')).toEqual([200, true]);
    const [entry] = await portal.entries('p1');
    expect(entry).toMatchObject({
      process: 'p1',
      at: new Date(app.clock.now).toISOString(),
      type: 'custom',
      typeCode: 5,
      status: 'executing',
      result: 'none',
      level: 'message',
      activity: { name: 'A51601_82584', title: 'Отправить WhatsApp', code: 'send_whatsapp' },
      message: 'Отправляю на +7 900 000-00-00',
      user: null,
      cause: null,
    });
    expect((await portal.steps('p1'))[0]).toMatchObject({ state: 'waiting', closedAt: null, returnValues: null });
  });

  it('tells by which application it came, and a webhook by its key', async () => {
    const { portal, write } = await start();
    const token = await portal.step('p1');
    await portal.call(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'x' });
    await write(token);
    const sources = (await portal.entries('p1')).map(({ details }: { details: { source: unknown } }) => details.source);
    expect(sources).toEqual([
      { kind: 'rest', by: `application ${portal.clientId}`, title: 'Мессенджер', verified: true },
      { kind: 'rest', by: `key ${portal.code.slice(2, 10)}`, verified: true },
    ]);
  });

  it('stands in an open journal at once', async () => {
    const { app, portal, write } = await start();
    const address = await app.listen();
    const stream = await openStream(address, '/api/v1/stream?cardType=deal&cardId=7', portal.engine);
    expect(await write(await portal.step('p1'), 'Ушло')).toEqual([200, true]);
    await stream.until('changed');
    expect(stream.messages('changed').at(-1)?.data['process']).toMatchObject({ process: 'p1', counts: { entries: 1 } });
    expect(await portal.messages('p1')).toEqual(['Ушло']);
  });

  it('that tells of a failure has its cause, in the list too', async () => {
    const { app, portal, write } = await start();
    await write(await portal.step('p1'), refused);
    const [entry] = await portal.entries('p1');
    expect(entry).toMatchObject({ level: 'failure', message: refused, cause: { code: expect.any(String) } });
    const list = (await app.get('/api/v1/cards/deal/7/processes', portal.engine)).json();
    expect(list.items[0]).toMatchObject({ counts: { failures: 1 }, failure: { cause: { code: entry.cause.code } } });
  });

  it('is not empty; `0` and numbers are texts, lists and objects are none', async () => {
    const { portal, write } = await start();
    const token = await portal.step('p1');
    const empty = [400, 'ERROR_EMPTY_LOG_MESSAGE'];
    const wrong = [400, 'ERROR_ARGUMENT'];
    expect(await Promise.all(['', null, undefined].map((text) => write(token, text ?? null)))).toEqual([
      empty,
      empty,
      empty,
    ]);
    expect(await Promise.all([['a'], [], { a: 1 }, {}].map((value) => write(token, value)))).toEqual([
      wrong,
      wrong,
      wrong,
      wrong,
    ]);
    expect(await portal.messages('p1')).toEqual([]);
    expect([await write(token, '0'), await write(token, 0), await write(token, 7.5)]).toEqual([
      [200, true],
      [200, true],
      [200, true],
    ]);
    expect((await portal.messages('p1')).toSorted()).toEqual(['0', '0', '7.5']);
  });

  it('with a secret or an event token in it is kept without them', async () => {
    const { portal, write } = await start();
    const token = await portal.step('p1');
    await write(token, `token ${token}, address https://crm.example/rest/1/${'k'.repeat(20)}/profile`);
    const [message = ''] = await portal.messages('p1');
    expect(message).not.toContain(token.slice(-64));
    expect(message).not.toContain('k'.repeat(20));
  });
});

describe('a process that is not there', () => {
  it('is told in the caller’s language, after the token and the message were looked at', async () => {
    const { portal, write } = await start();
    const token = foreignToken('p404');
    expect(await write(token, '')).toEqual([400, 'ERROR_EMPTY_LOG_MESSAGE']);
    for (const [language, text] of [
      ['ru', 'Бизнес-процесс не найден'],
      ['en', 'The business process is not found.'],
    ]) {
      const answer = await portal.hook(
        log,
        { EVENT_TOKEN: token, LOG_MESSAGE: 'x' },
        { 'accept-language': language ?? '' },
      );
      expect([answer.statusCode, answer.json()]).toEqual([400, { error: '404', error_description: text }]);
    }
    expect((await portal.hook(send, { EVENT_TOKEN: token })).json().error).toBe('404');
  });

  it('gets no event token', async () => {
    const { portal } = await start();
    const activity = { name: 'A1' };
    const answer = await portal.post(
      '/api/v1/event-tokens',
      { process: 'p404', activity, useSubscription: true },
      portal.engine,
    );
    expect(answer.statusCode).toBe(404);
  });
});

describe('a token of a portal that issues none here', () => {
  it('is believed on the strength of the credential, and the entry says so', async () => {
    const { portal, write } = await start();
    expect(await write(foreignToken('p1', 'A9_9', 'real'), 'Издалека')).toEqual([200, true]);
    const [entry] = await portal.entries('p1');
    expect(entry).toMatchObject({ activity: { name: 'A9_9', title: null }, message: 'Издалека' });
    expect(entry.details.source).toMatchObject({ kind: 'rest', verified: false });
    expect(entry.details.source.by).toMatch(/^key \S{8}$/);
  });

  it('no longer is when the portal begins to issue them', async () => {
    const { portal, write } = await start();
    const token = foreignToken('p1');
    expect(await write(token)).toEqual([200, true]);
    const own = await portal.step('p1');
    expect(await write(token)).toEqual([403, 'ACCESS_DENIED']);
    expect(await write(own)).toEqual([200, true]);
    expect((await portal.entries('p1'))[1].details.source.verified).toBe(true);
  });
});

describe('what the portal keeps silent about is answered `true`, not kept, and counted', () => {
  const cases: [string, Step, (start: Awaited<ReturnType<typeof started>>) => Promise<unknown> | void][] = [
    ['no_subscription', { useSubscription: false }, () => undefined],
    ['timed_out', { timeoutSeconds: 60 }, ({ app }) => void (app.clock.now += 60_000)],
    ['process_finished', {}, ({ portal }) => portal.process('p1', { state: 'completed' })],
    ['process_finished', {}, ({ portal }) => portal.process('p1', { state: 'terminated' })],
    ['step_closed', {}, ({ portal, token }) => portal.hook(send, { EVENT_TOKEN: token, LOG_MESSAGE: 'ответ' })],
    [
      'step_closed',
      {},
      ({ portal, token }) => portal.post('/api/v1/event-tokens/close', { eventToken: token }, portal.engine),
    ],
    [
      'logging_off',
      {},
      async ({ app, portal }) => {
        const template = { kind: 'template', id: 't1', at: new Date(app.clock.now).toISOString() };
        await app.send({ ...template, template: { id: '12', version: '3' }, logging: false }, portal.engine);
      },
    ],
  ];
  const started = async (step: Step) => {
    const { app, portal, write } = await start();
    return { app, portal, write, token: await portal.step('p1', step) };
  };

  it.each(cases)('%s %j', async (reason, step, happens) => {
    const one = await started(step);
    await happens(one);
    const before = await one.portal.messages('p1');
    expect(await one.write(one.token, 'поздно')).toEqual([200, true]);
    expect((await one.portal.hook(send, { EVENT_TOKEN: one.token, LOG_MESSAGE: 'поздно' })).json().result).toBe(true);
    expect(await one.portal.messages('p1')).toEqual(before);
    expect(await one.portal.silent()).toEqual({ [reason]: 2 });
    const { cookie } = await one.app.makePerson('administrator');
    const shown = (await one.app.get('/api/v1/silent-writes', { cookie })).json();
    const writer = { kind: 'key', id: one.portal.code.slice(2, 10), title: null };
    expect(shown).toEqual({ items: [{ reason, day: '2026-11-21', writer, writes: 2 }] });
  });

  it('by whom, and an application by what it is called as long as it is there', async () => {
    const { app, portal, token } = await started({ useSubscription: false });
    for (let time = 0; time < 2; time++) await portal.call(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'x' });
    await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'x' });
    const { cookie } = await app.makePerson('administrator');
    const shown = async () => (await app.get('/api/v1/silent-writes', { cookie })).json().items;
    const application = { kind: 'application', id: portal.clientId, title: 'Мессенджер' };
    const key = { kind: 'key', id: portal.code.slice(2, 10), title: null };
    expect(await shown()).toEqual([
      { reason: 'no_subscription', day: '2026-11-21', writer: application, writes: 2 },
      { reason: 'no_subscription', day: '2026-11-21', writer: key, writes: 1 },
    ]);
    const row = await app.store.portals.find('main');
    await app.store.applications.remove(row?.portalNo ?? 0, portal.clientId);
    expect((await shown())[0].writer).toEqual({ ...application, title: null });
  });

  it('by a webhook that has a title, by its title', async () => {
    const { app, portal, token } = await started({ useSubscription: false });
    const { keyId, key, secretHash } = makeKey();
    const row = await app.store.portals.find('main');
    const owner = { portalNo: row?.portalNo ?? 0, user: '1', scopes: ['bizproc' as const] };
    await app.store.accounts.addKey({
      ...owner,
      keyId,
      secretHash,
      expiresAt: null,
      now: app.clock.now,
      title: 'Обмен с 1С',
    });
    await portal.post(`/rest/1/${key}/${log}`, { EVENT_TOKEN: token, LOG_MESSAGE: 'x' });
    const shown = (await app.get('/api/v1/silent-writes', await app.makePerson('administrator'))).json();
    expect(shown.items[0].writer).toEqual({ kind: 'key', id: keyId, title: 'Обмен с 1С' });
  });

  it('one moment before its time is over a step still takes messages', async () => {
    const { app, portal, write } = await start();
    const token = await portal.step('p1', { timeoutSeconds: 60 });
    expect((await portal.steps('p1'))[0].expiresAt).toBe(new Date(app.clock.now + 60_000).toISOString());
    app.clock.now += 59_999;
    await write(token, 'успел');
    app.clock.now += 1;
    await write(token, 'не успел');
    expect(await portal.messages('p1')).toEqual(['успел']);
    expect((await portal.steps('p1'))[0].state).toBe('timed_out');
  });
});
