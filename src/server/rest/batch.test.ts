import { describe, expect, it } from 'vitest';
import { openRestPortal } from '#server/testing/rest-portal.ts';
import { startTestApp } from '#server/testing/test-app.ts';

const log = 'bizproc.activity.log';

async function start() {
  const app = await startTestApp();
  const portal = await openRestPortal(app);
  await portal.process('p1');
  const token = await portal.step('p1');
  const command = (text: string) => `${log}?${new URLSearchParams({ EVENT_TOKEN: token })}&LOG_MESSAGE=${text}`;
  const batch = async (cmd: unknown, more: Record<string, unknown> = {}) => {
    const answer = await portal.call('batch', { cmd, ...more });
    return { status: answer.statusCode, ...answer.json() };
  };
  return { app, portal, token, command, batch };
}

describe('a batch', () => {
  it('carries out its commands in order and answers by their keys', async () => {
    const { portal, command, batch } = await start();
    const { status, result, time } = await batch({ first: command('1'), second: command('2') });
    expect(status).toBe(200);
    expect(time.date_start).toEqual(expect.any(String));
    expect(result).toEqual({
      result: { first: true, second: true },
      result_error: [],
      result_total: [],
      result_next: [],
      result_time: { first: expect.objectContaining({ operating: 0 }), second: expect.anything() },
    });
    expect(await portal.messages('p1')).toEqual(['1', '2']);
  });

  it('has the shapes that PHP gives lists, objects and nothing', async () => {
    const { command, batch } = await start();
    const empty = { result: [], result_error: [], result_total: [], result_next: [], result_time: [] };
    expect((await batch([])).result).toEqual(empty);
    expect((await batch({})).result).toEqual(empty);
    expect((await batch([command('a'), command('b')])).result).toMatchObject({
      result: [true, true],
      result_error: [],
    });
    // A list with a hole is an object.
    const holed = (await batch([command('a'), 'no.such', command('b')])).result;
    expect(holed.result).toEqual({ 0: true, 2: true });
    expect(holed.result_error).toEqual({
      1: { error: 'ERROR_METHOD_NOT_FOUND', error_description: 'Method not found!' },
    });
    const numbered = (await batch({ 0: command('a'), 1: command('b') })).result;
    expect(numbered.result).toEqual([true, true]);
  });

  it('goes on after a failure, unless it is to halt', async () => {
    const { portal, command, batch } = await start();
    const cmd = { a: command('a'), b: `${log}?LOG_MESSAGE=x`, c: command('c') };
    expect((await batch(cmd)).result.result).toEqual({ a: true, c: true });
    for (const halt of [1, '1', true]) {
      const { result } = await batch(cmd, { HALT: halt });
      expect(result.result).toEqual({ a: true });
      expect(result.result_error).toEqual({ b: { error: 'ACCESS_DENIED', error_description: 'Access denied!' } });
    }
    expect(await portal.messages('p1')).toEqual(['a', 'c', 'a', 'a', 'a']);
  });

  it('takes 50 commands; what is more is refused one by one', async () => {
    const { portal, command, batch } = await start();
    const { status, result } = await batch(Array.from({ length: 53 }, (_, n) => command(String(n))));
    expect([status, result.result.length, Object.keys(result.result_error)]).toEqual([200, 50, ['50', '51', '52']]);
    expect(result.result_error[50].error).toBe('ERROR_BATCH_LENGTH_EXCEEDED');
    expect(await portal.messages('p1')).toHaveLength(50);
  });

  it('takes no batch, download or upload within it', async () => {
    const { batch } = await start();
    const names = ['batch?cmd[]=profile', 'BATCH', ' batch ', 'download', 'upload?x=1'];
    const { result } = await batch(names);
    expect(result.result).toEqual([]);
    expect(result.result_error.map(({ error }: { error: string }) => error)).toEqual(
      names.map(() => 'ERROR_BATCH_METHOD_NOT_ALLOWED'),
    );
  });

  it('refuses commands that are none, each alone, and a CMD that is neither a list nor an object', async () => {
    const { command, batch } = await start();
    const { result } = await batch({ a: 7, b: null, c: ['x'], d: { e: 1 }, e: '', f: '?', g: command('g') });
    expect(result.result).toEqual({ g: true });
    expect(Object.keys(result.result_error)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const cmd of ['text', 7, null, undefined]) {
      expect(await batch(cmd)).toMatchObject({ status: 400, error: 'ERROR_ARGUMENT', argument: 'CMD' });
    }
  });

  it('comes as a form too, with brackets', async () => {
    const { app, portal, command } = await start();
    const payload = `halt=0&cmd[one]=${encodeURIComponent(command('один'))}&cmd[two]=${encodeURIComponent(command('два'))}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.server.inject({
      method: 'POST',
      url: `${portal.hookAddress}/batch.json`,
      headers,
      payload,
    });
    expect(answer.json().result.result).toEqual({ one: true, two: true });
    expect(await portal.messages('p1')).toEqual(['один', 'два']);
  });

  it('counts for its commands what counts for calls: the scope and who may call', async () => {
    const { app, command } = await start();
    const reader = await openRestPortal(app, { scopes: ['journal.read'] });
    const { result } = (await reader.call('batch', { cmd: { a: command('a') } })).json();
    expect(result.result_error.a.error).toBe('insufficient_scope');
  });
});

describe('references to earlier results', () => {
  it('stand for the value, within a text or alone', async () => {
    const { portal, command, batch } = await start();
    const { result } = await batch({
      a: command('a'),
      b: command('$result[a]'),
      c: command('<$result[a]-$result[a]>'),
      d: command('до $result[z] $result[a][b] после'),
    });
    expect(result.result_error).toEqual([]);
    expect(await portal.messages('p1')).toEqual(['a', 'true', '<true-true>', 'до   после']);
  });

  it('that are hostile reach nothing but results', async () => {
    const { portal, batch, command } = await start();
    const paths = [
      '__proto__',
      'constructor',
      'a][constructor',
      'a][__proto__][polluted',
      'hasOwnProperty',
      'toString',
      'a][length',
    ];
    const cmd: Record<string, string> = { a: command('a'), ['__proto__']: command('p') };
    for (const [n, path] of paths.entries()) cmd[`r${n}`] = command(`[$result[${path}]]`);
    const { status, result } = await batch(cmd);
    expect([status, Object.hasOwn(result.result, '__proto__')]).toEqual([200, true]);
    // What a command is called is its name, and nothing else: `$result[__proto__]` is that command's answer.
    expect((await portal.messages('p1')).slice(2)).toEqual(['[true]', ...paths.slice(1).map(() => '[]')]);
    expect(Object.prototype).not.toHaveProperty('polluted');
    const { result: own } = await batch({
      a: command('a'),
      b: `${log}?__proto__[EVENT_TOKEN]=x&constructor[prototype][y]=1`,
    });
    expect(own.result_error.b.error).toBe('ACCESS_DENIED');
    expect(Object.prototype).not.toHaveProperty('y');
  });

  it('that blow up a short command are refused before they fill the memory', async () => {
    const { portal, token, batch, command } = await start();
    const many = '$result[a]'.repeat(3_000);
    expect((await batch({ a: command('a'), b: command(many) })).result.result).toEqual({ a: true, b: true });
    expect((await portal.messages('p1')).at(-1)).toBe('true'.repeat(3_000));
    await portal.hook(log, { EVENT_TOKEN: token, LOG_MESSAGE: 'м'.repeat(30_000) });
    const long = { list: 'journal.entry.list?filter[PROCESS]=p1&order[ID]=DESC&select[]=MESSAGE' };
    const bomb = await batch({ ...long, b: command('$result[list][0][MESSAGE]'.repeat(300)) });
    expect(bomb.result.result.list[0].MESSAGE).toHaveLength(30_000);
    expect(bomb.result.result_error.b.error).toBe('ERROR_ARGUMENT');
    const deep = `$result${'[a]'.repeat(5_000)}`;
    expect((await batch({ a: command('a'), b: command(deep) })).status).toBe(200);
  });
});
