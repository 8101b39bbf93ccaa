import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { maxBodyBytes, maxBodyEvents, maxEventBytes } from '#contract/event.ts';
import { cardEvent, entryEvent, ndjson, nested, processEvent } from '#server/testing/events.ts';
import { noon } from '#server/testing/noon.ts';
import { startTestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

async function start() {
  const app = await startTestApp();
  return { app, key: await app.makeKey() };
}

/** An event whose JSON has this many bytes. */
function eventOf(bytes: number) {
  const event = entryEvent('p1', 0, { message: '' });
  return { ...event, message: 'x'.repeat(bytes - Buffer.byteLength(JSON.stringify(event))) };
}

describe('a bad event', () => {
  const bad = [
    ['of an unknown kind', { ...entryEvent('p1'), kind: 'deal' }, 'unknown_kind', /kind is one of card, template/],
    [
      'with a date that is none',
      entryEvent('p1', 0, { at: '2026-02-30T00:00:00Z' }),
      'invalid_event',
      /at is not a moment/,
    ],
    ['with a date without an offset', entryEvent('p1', 0, { at: '2026-02-20T00:00:00' }), 'invalid_event', /ISO 8601/],
    ['at a moment before the year 0', entryEvent('p1', 0, { at: '0000-01-01T00:00:00+05:00' }), 'invalid_event', /at/],
    [
      'at a moment after the year 9999',
      entryEvent('p1', 0, { at: '9999-12-31T23:00:00-05:00' }),
      'invalid_event',
      /at/,
    ],
    ['without a process', { ...entryEvent(''), process: undefined }, 'invalid_event', /process is missing/],
    ['without an activity name', entryEvent('p1', 0, { activity: {} }), 'invalid_event', /activity.name is missing/],
    [
      'with a state that no writer tells',
      processEvent('p1', 0, { state: 'stuck' }),
      'invalid_event',
      /state is one of/,
    ],
    ['with a card type that is none', cardEvent(0, { card: { type: 'дело', id: '1' } }), 'invalid_event', /card.type/],
    ['with an amount that is a text', cardEvent(0, { amount: { value: '10' } }), 'invalid_event', /amount.value/],
    ['that is a number', 17, 'invalid_event', /an event is a JSON object/],
    ['that is nothing', null, 'invalid_event', /an event is a JSON object/],
    ['65 levels deep', entryEvent('p1', 0, { details: nested(64) }), 'too_deep', /64 levels/],
    [
      'of 2 MiB',
      eventOf(2 * 1024 * 1024),
      'event_too_large',
      new RegExp(`limit of one event is ${maxEventBytes} bytes`),
    ],
  ] as const;

  it.each(bad)('%s is refused with its index, and nothing else is lost', async (_name, event, code, message) => {
    const { app, key } = await start();
    const events = [entryEvent('p1'), event, entryEvent('p1')];
    for (const body of [
      events,
      ndjson(events.map((one) => ('id' in Object(one) ? { ...Object(one), id: `again-${Object(one).id}` } : one))),
    ]) {
      const answer = await app.send(body, key);
      expect(answer.statusCode).toBe(207);
      expect(answer.json()).toMatchObject({ accepted: 2, duplicates: 0, rejected: [{ index: 1, code }] });
      expect(answer.json().rejected[0].message).toMatch(message);
    }
    expect((await app.get('/api/v1/processes/p1/entries', key)).json().total).toBe(4);
  });

  it.each(bad)('%s alone is a problem of that code, which tells the same', async (_name, event, code, message) => {
    const { app, key } = await start();
    const answer = await app.send([event], key);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({
      code,
      accepted: 0,
      rejected: [{ index: 0, code }],
      status: answer.statusCode,
    });
    expect(answer.json().detail).toMatch(message);
    expect(answer.statusCode).toBe(
      { invalid_event: 422, unknown_kind: 422, too_deep: 400, event_too_large: 413 }[code],
    );
  });

  it('is one that is larger than 1 MiB by a byte, and none at 1 MiB or 64 levels', async () => {
    const { app, key } = await start();
    const deep = entryEvent('p1', 0, { details: nested(63) });
    expect((await app.send(eventOf(maxEventBytes), key)).json().accepted).toBe(1);
    expect((await app.send([eventOf(maxEventBytes), deep], key)).json().accepted).toBe(2);
    expect((await app.send(ndjson([eventOf(maxEventBytes)]), key)).json().accepted).toBe(1);
    expect((await app.send(eventOf(maxEventBytes + 1), key)).statusCode).toBe(413);
    expect((await app.send(ndjson([eventOf(maxEventBytes + 1)]), key)).statusCode).toBe(413);
    expect((await app.get('/api/v1/processes/p1/entries', key)).statusCode).toBe(200);
  });
});

describe('a bad line of NDJSON', () => {
  it('is refused, and what stands before and after it is taken', async () => {
    const { app, key } = await start();
    const [first, last] = [JSON.stringify(entryEvent('p1')), JSON.stringify(entryEvent('p1'))];
    const answer = await app.send(
      `${first}\n{"kind":"entry","token":"secret-canary\n${last}\n${first.slice(0, 30)}`,
      key,
    );
    expect(answer.statusCode).toBe(207);
    expect(answer.json()).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'invalid_json' },
        { index: 3, code: 'invalid_json' },
      ],
    });
    expect(answer.body).not.toContain('canary');
  });
});

describe('a body is refused whole', () => {
  const send = async (payload: Buffer | string, headers: Record<string, string>) => {
    const { app, key } = await start();
    return await app.server.inject({ method: 'POST', url: '/api/v1/events', headers: { ...key, ...headers }, payload });
  };
  const json = { 'content-type': 'application/json' };
  const gzip = { ...json, 'content-encoding': 'gzip' };

  it.each([
    ['broken JSON', '{"kind": "entry", "message": "secret-canary', json, 400, 'invalid_json'],
    ['an empty JSON body', '', json, 400, 'invalid_json'],
    ['JSON a hundred thousand levels deep', '['.repeat(100_000), json, 400, 'too_deep'],
    ['a form', 'kind=entry', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported_media_type'],
    ['a text', '{}', { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['an encoding that we do not know', '{}', { ...json, 'content-encoding': 'br' }, 415, 'unsupported_encoding'],
    ['what is no gzip', 'hello', gzip, 400, 'invalid_request'],
    ['half a gzip', gzipSync('{}').subarray(0, 12), gzip, 400, 'invalid_request'],
    ['a gzip bomb', gzipSync(Buffer.alloc(maxBodyBytes + 1, 32)), gzip, 413, 'body_too_large'],
    ['a body over 32 MiB', Buffer.alloc(maxBodyBytes + 1, 32), json, 413, 'body_too_large'],
  ] as const)('%s', async (_name, payload, headers, status, code) => {
    const answer = await send(payload, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    if (status === 413) expect(answer.json().detail).toContain(String(maxBodyBytes));
    expect(answer.body).not.toContain('canary');
  });

  it.each([
    ['NDJSON of half a million broken lines and one', '1\n', '', { 'content-type': 'application/x-ndjson' }],
    ['an array of as many', '1,', '1]', json],
  ] as const)('%s', async (_name, one, end, headers) => {
    const payload = `${end === '' ? '' : '['}${one.repeat(maxBodyEvents + 1)}${end}`;
    const answer = await send(payload, headers);
    expect([answer.statusCode, answer.json().code]).toEqual([413, 'body_too_large']);
    expect(answer.json().detail).toContain(String(maxBodyEvents));
  });

  it('says another limit where another holds', async () => {
    const { app } = await start();
    const payload = JSON.stringify({ email: 'x'.repeat(70_000), password: '' });
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/session', headers: json, payload });
    expect([answer.statusCode, answer.json().detail]).toEqual([413, 'the limit is 65536 bytes']);
  });
});

describe('a writer is refused', () => {
  it('without a key, with a wrong one, with an expired one and with one for reading only', async () => {
    const { app } = await start();
    const right = (await app.makeKey()).authorization;
    const expired = await app.makeKey({ expiresAt: noon });
    const reader = await app.makeKey({ scopes: ['journal.read'] });
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer nonsense' },
      { authorization: right.slice(0, -7) + right.slice(-7).toUpperCase().replace(/.$/, 'Z') },
      { authorization: right.replace('Bearer', 'Basic') },
      expired,
    ];
    for (const headers of wrong) {
      const answer = await app.send(entryEvent('p1'), headers);
      expect([answer.statusCode, answer.json().code, answer.headers['www-authenticate']]).toEqual([
        401,
        'not_signed_in',
        'Bearer',
      ]);
    }
    const answer = await app.send(entryEvent('p1'), reader);
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'scope_missing']);
    expect(answer.json().detail).toContain('journal.write');
  });

  it('before its body is read', async () => {
    const { app } = await start();
    const headers = { 'content-type': 'application/json' };
    const payload = Buffer.alloc(maxBodyBytes + 1, 32);
    expect((await app.server.inject({ method: 'POST', url: '/api/v1/events', headers, payload })).statusCode).toBe(401);
  });

  it('from the moment on at which his key expires', async () => {
    const { app } = await start();
    const key = await app.makeKey({ expiresAt: noon + 1000 });
    expect((await app.send(entryEvent('p1'), key)).statusCode).toBe(200);
    app.clock.now += 1000;
    expect((await app.send(entryEvent('p1'), key)).statusCode).toBe(401);
  });
});
