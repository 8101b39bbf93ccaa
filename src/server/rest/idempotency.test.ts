import { describe, expect, it, onTestFinished } from 'vitest';
import { entryEvent } from '#server/testing/events.ts';
import { holdWrites } from '#server/testing/held-writes.ts';
import { makeApplication, openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const log = 'bizproc.activity.log';

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  const write = async (message: string, more: Record<string, unknown> = {}, headers = {}) =>
    (await portal.call(log, { EVENT_TOKEN: token, LOG_MESSAGE: message, ...more }, headers)).json().result;
  return { app, portal, token, write };
}

describe('a request that is sent again changes nothing', () => {
  it('by bx24_request_id in the query or the body, by Idempotency-Key', async () => {
    const { portal, token, write } = await start();
    const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'query', auth: portal.accessToken };
    for (let time = 0; time < 3; time++) {
      const answer = await portal.post(`/rest/${log}?bx24_request_id=r1&bx24_sdk_ver=2.${time}.0`, said);
      expect(answer.json().result).toBe(true);
      expect(await write('body', { BX24_REQUEST_ID: 'r2' })).toBe(true);
      expect(await write('header', {}, { 'idempotency-key': 'r3' })).toBe(true);
    }
    expect((await portal.messages('p1')).toSorted()).toEqual(['body', 'header', 'query']);
  });

  it('also when many come at once, and when the answer to the first was long ago', async () => {
    const { app, portal, write } = await start();
    const many = await Promise.all(Array.from({ length: 20 }, () => write('раз', { bx24_request_id: 'r1' })));
    expect(new Set(many)).toEqual(new Set([true]));
    app.clock.now += 50 * 60 * 1000;
    expect(await write('раз', { bx24_request_id: 'r1' })).toBe(true);
    expect(await portal.messages('p1')).toEqual(['раз']);
  });

  it('an answer is closed once, and its repetition is not counted among the silent', async () => {
    const { portal, token } = await start();
    const said = { EVENT_TOKEN: token, RETURN_VALUES: { id: 1 }, LOG_MESSAGE: 'Готово', bx24_request_id: 'r1' };
    for (let time = 0; time < 2; time++) {
      const both = await Promise.all([
        portal.call('bizproc.event.send', said),
        portal.call('bizproc.event.send', said),
      ]);
      expect(both.map((answer) => answer.json().result)).toEqual([true, true]);
    }
    expect(await portal.messages('p1')).toEqual(['Готово']);
    expect(await portal.silent()).toEqual({});
  });

  it('with the token that was refreshed meanwhile', async () => {
    const { portal, write } = await start();
    await write('раз', { bx24_request_id: 'r1' });
    const grant = { grant_type: 'refresh_token', client_id: portal.clientId, client_secret: portal.clientSecret };
    const query = new URLSearchParams({ ...grant, refresh_token: portal.refreshToken });
    const { access_token: auth } = (await portal.post(`/oauth/token/?${query}`, {})).json();
    expect(await write('раз', { bx24_request_id: 'r1', auth })).toBe(true);
    expect(await portal.messages('p1')).toEqual(['раз']);
  });

  it('within a batch, command by command', async () => {
    const { portal, token } = await start();
    const command = (text: string) => `${log}?${new URLSearchParams({ EVENT_TOKEN: token, LOG_MESSAGE: text })}`;
    const cmd = { a: command('один'), b: command('два'), c: command('два') };
    for (let time = 0; time < 2; time++) {
      const { result } = (await portal.call('batch', { cmd, bx24_request_id: 'r1' })).json();
      expect(result.result).toEqual({ a: true, b: true, c: true });
    }
    // Half of a batch that was cut off, sent whole again.
    await portal.call('batch', { cmd: { ...cmd, d: command('три') }, bx24_request_id: 'r1' });
    expect((await portal.messages('p1')).toSorted()).toEqual(['два', 'два', 'один', 'три'].toSorted());
  });
});

describe('another request is another one', () => {
  it('with another text, another id, by another caller, or without an id', async () => {
    const { app, portal, token, write } = await start();
    const other = await makeApplication(app, 'main', ['bizproc']);
    const bodies: [string, Record<string, unknown>][] = [
      ['раз', { bx24_request_id: 'r1' }],
      ['два', { bx24_request_id: 'r1' }],
      ['раз', { bx24_request_id: 'r2' }],
      ['раз', { bx24_request_id: 'r1', auth: other.accessToken }],
      ['раз', {}],
      ['раз', {}],
      ['раз', { bx24_request_id: '' }],
      ['раз', { bx24_request_id: 'r'.repeat(256) }],
      ['раз', { bx24_request_id: 'r'.repeat(256) }],
    ];
    for (const [text, more] of bodies) expect(await write(text, more)).toBe(true);
    const webhook = { EVENT_TOKEN: token, LOG_MESSAGE: 'раз', bx24_request_id: 'r1' };
    await portal.hook(log, webhook);
    expect(await portal.messages('p1')).toHaveLength(bodies.length + 1);
  });

  it('with a failure as its first answer, which is not kept', async () => {
    const { portal, write } = await start();
    expect(await write('', { bx24_request_id: 'r1' })).toBeUndefined();
    expect(await write('теперь', { bx24_request_id: 'r1' })).toBe(true);
    expect(await write('теперь', { bx24_request_id: 'r1' })).toBe(true);
    expect(await portal.messages('p1')).toEqual(['теперь']);
  });
});

const weekMs = 7 * 24 * 60 * 60 * 1000;
const reused = {
  error: 'IDEMPOTENCY_KEY_REUSED',
  error_description: 'The Idempotency-Key was used for another request',
};
const inUse = {
  error: 'IDEMPOTENCY_KEY_IN_USE',
  error_description: 'The request with this Idempotency-Key is being carried out',
};

describe('an Idempotency-Key stands for one request', () => {
  const key = (id: string) => ({ 'idempotency-key': id });

  it('the same again gets the first answer, and says so', async () => {
    const { portal, token } = await start();
    const said = { EVENT_TOKEN: token, LOG_MESSAGE: 'раз' };
    const [first, second] = [await portal.call(log, said, key('k1')), await portal.call(log, said, key('k1'))];
    expect([first.json().result, first.headers['idempotent-replay']]).toEqual([true, undefined]);
    expect([second.json().result, second.headers['idempotent-replay']]).toEqual([true, 'true']);
    expect(await portal.messages('p1')).toEqual(['раз']);
  });

  it('another body or method with it is refused with 422, and nothing is written', async () => {
    const { portal, token, write } = await start();
    await write('раз', {}, key('k1'));
    for (const answer of [
      await portal.call(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'два' }, key('k1')),
      await portal.call('bizproc.event.send', { EVENT_TOKEN: token, LOG_MESSAGE: 'раз' }, key('k1')),
      await portal.call('batch', { cmd: { a: 'server.time' } }, key('k1')),
    ]) {
      expect([answer.statusCode, answer.json()]).toEqual([422, reused]);
    }
    expect(await portal.messages('p1')).toEqual(['раз']);
    // Reading changes nothing, so a key has nothing to say there.
    expect((await portal.call('server.time', {}, key('k1'))).statusCode).toBe(200);
  });

  it('while its request runs the same is refused with 409 and when to come again', async () => {
    const { portal, token, writes } = await startSlow();
    const send = (message: string) => portal.call(log, { EVENT_TOKEN: token, LOG_MESSAGE: message }, key('k1'));
    const first = send('раз');
    await writes.isWriting();
    const [same, other] = [await send('раз'), await send('два')];
    expect([same.statusCode, same.headers['retry-after'], same.json()]).toEqual([409, '1', inUse]);
    expect([other.statusCode, other.json()]).toEqual([422, reused]);
    writes.letGo();
    expect((await first).json().result).toBe(true);
    expect((await send('раз')).headers['idempotent-replay']).toBe('true');
    expect(await portal.messages('p1')).toEqual(['раз']);
  });

  it('a week later it is new, with another body too', async () => {
    const { app, portal, token } = await start();
    const hook = async (message: string, id: string) =>
      (await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: message }, key(id))).statusCode;
    expect([await hook('раз', 'k1'), await hook('два', 'k2')]).toEqual([200, 200]);
    app.clock.now += weekMs - 1;
    expect([await hook('другое', 'k1'), await hook('два', 'k2')]).toEqual([422, 200]);
    expect(await portal.messages('p1')).toEqual(['раз', 'два']);
    app.clock.now += 1;
    expect([await hook('другое', 'k1'), await hook('два', 'k2')]).toEqual([200, 200]);
    expect(await portal.messages('p1')).toEqual(['раз', 'два', 'другое', 'два']);
  });

  it('is another one of another caller, and is refused when it is too long to be kept', async () => {
    const { portal, token, write } = await start();
    await write('раз', {}, key('k1'));
    const hook = await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'два' }, key('k1'));
    expect(hook.json().result).toBe(true);
    const long = await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'три' }, key('k'.repeat(256)));
    expect([long.statusCode, long.json().error]).toEqual([400, 'ERROR_ARGUMENT']);
    expect(await portal.messages('p1')).toEqual(['раз', 'два']);
  });

  it('of a batch it stands for the whole: sent again, what failed is tried again, and the rest is not', async () => {
    const { app, portal, token } = await start();
    const command = (text: string) => `${log}?${new URLSearchParams({ EVENT_TOKEN: token, LOG_MESSAGE: text })}`;
    const robot = 'bizproc.robot.update?CODE=later&FIELDS[NAME]=x';
    const cmd = { a: command('один'), b: robot };
    const batch = async (cmd: unknown) => await portal.call('batch', { cmd }, key('k1'));
    expect((await batch(cmd)).json().result.result_error.b.error).toBe('ERROR_ACTIVITY_NOT_FOUND');
    await portal.call('bizproc.robot.add', { CODE: 'later', HANDLER: 'https://app.example/', NAME: 'y' });
    expect((await batch(cmd)).json().result.result).toEqual({ a: true, b: true });
    expect((await batch({ ...cmd, c: command('два') })).json()).toEqual(reused);
    expect(await portal.messages('p1')).toEqual(['один']);
    expect(app.log()).not.toContain('rest call failed');
  });
});

describe('an Idempotency-Key of the native API', () => {
  it('asks for one event token, however often it is sent', async () => {
    const { portal } = await start();
    const ask = async (timeoutSeconds: number, id: string) => {
      const body = { process: 'p1', activity: { name: 'A7' }, useSubscription: true, timeoutSeconds };
      return await portal.post('/api/v1/event-tokens', body, { ...portal.engine, 'idempotency-key': id });
    };
    const [first, again] = [await ask(60, 'k1'), await ask(60, 'k1')];
    expect(again.json()).toEqual(first.json());
    expect([first.headers['idempotent-replay'], again.headers['idempotent-replay']]).toEqual([undefined, 'true']);
    const other = await ask(61, 'k1');
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency_key_reused']);
    expect((await ask(60, 'k2')).json().eventToken).not.toBe(first.json().eventToken);
    expect(await portal.steps('p1')).toHaveLength(3);
    const said = { EVENT_TOKEN: again.json().eventToken, LOG_MESSAGE: 'ок' };
    expect((await portal.call(log, said)).json().result).toBe(true);
  });

  it('of events gives the first answer, 422 for other events, 409 while they are written', async () => {
    const { app, portal, writes } = await startSlow();
    const events = [1, 2, 3].map((n) => entryEvent('p1', n));
    const send = (n: number, id: string) => app.send(events[n], { ...portal.engine, 'idempotency-key': id });
    const first = send(1, 'k1');
    await writes.isWriting();
    const meanwhile = await send(1, 'k1');
    expect([meanwhile.statusCode, meanwhile.headers['retry-after'], meanwhile.json().code]).toEqual([
      409,
      '1',
      'idempotency_key_in_use',
    ]);
    writes.letGo();
    expect((await first).json()).toEqual({ accepted: 1, duplicates: 0, rejected: [] });
    const again = await send(1, 'k1');
    expect([again.json(), again.headers['idempotent-replay']]).toEqual([
      { accepted: 1, duplicates: 0, rejected: [] },
      'true',
    ]);
    expect((await send(2, 'k1')).statusCode).toBe(422);
    expect((await send(1, 'k2')).json()).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  });
});

async function startSlow() {
  const writes = holdWrites();
  const app = await startTestApp({ store: writes.store });
  onTestFinished(writes.letGo);
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  writes.hold();
  return { app, portal, token, writes };
}
