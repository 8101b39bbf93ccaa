import { describe, expect, it } from 'vitest';
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
