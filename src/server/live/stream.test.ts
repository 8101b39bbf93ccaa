import { afterEach, describe, expect, it, vi } from 'vitest';
import { entryEvent, processEvent } from '#server/testing/events.ts';
import { openStream, type TestStream } from '#server/testing/stream.ts';
import { startTestApp, type TestApp } from '#server/testing/test-app.ts';

// A busy machine: passwords, processes and megabytes take their time.
vi.setConfig({ testTimeout: 60_000 });

const long = 'я'.repeat(900);
/** Fields that make a row of a list some kilobytes large. */
const large = {
  stateTitle: long,
  startedBy: { id: 1, name: long },
  trigger: { name: long },
  stage: { id: 1, name: long },
};
const path = '/api/v1/stream?cardType=deal&cardId=7';

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  await app.send(processEvent('p1'), key);
  const address = await app.listen();
  return {
    app,
    key,
    watch: async (headers: Record<string, string> = key, of = path) => await openStream(address, of, headers),
  };
}

const processes = (stream: TestStream) =>
  stream.messages('changed').map(({ data }) => (data['process'] as { process: string }).process);

/** Writes a process of the card and waits until a watcher is told of it: whoever was to be told of the rest was told before. */
async function settle(app: TestApp, key: Record<string, string>, stream: TestStream): Promise<void> {
  await app.send(processEvent('settled'), key);
  while (!processes(stream).includes('settled')) await stream.until('changed', stream.messages('changed').length + 1);
}

afterEach(() => void vi.useRealTimers());

describe('the stream of a card', () => {
  it('tells of a change after it is written: what it says can be read', async () => {
    const { app, key, watch } = await start();
    const stream = await watch();
    expect([stream.status, stream.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(stream.headers['cache-control']).toBe('no-store, no-transform');
    expect(stream.headers['x-accel-buffering']).toBe('no');
    expect(stream.headers['x-content-type-options']).toBe('nosniff');
    await app.send([entryEvent('p1', 1), processEvent('p1', 2, { state: 'completed' })], key);
    await stream.until('changed');
    const [message] = stream.messages('changed');
    expect(message?.data['process']).toMatchObject({ process: 'p1', state: 'completed', counts: { entries: 1 } });
    const listed = (await app.get('/api/v1/cards/deal/7/processes', key)).json().items[0];
    expect(message?.data['process']).toEqual(listed);
  });

  it('tells the reader in his language', async () => {
    const { app, key, watch } = await start();
    const streams = [
      await watch({ ...key, 'accept-language': 'ru' }),
      await watch({ ...key, 'accept-language': 'en' }),
    ];
    await app.send(entryEvent('p1', 1, { type: 'fault', message: 'Не указан номер телефона' }), key);
    const titles = [];
    for (const stream of streams) {
      await stream.until('changed');
      titles.push(JSON.stringify(stream.messages('changed')[0]?.data['process']));
    }
    expect(titles[0]).not.toBe(titles[1]);
  });

  it('says nothing of other cards and of other portals', async () => {
    const { app, key, watch } = await start();
    const other = await app.makeKey({ portal: 'other' });
    const stream = await watch();
    await app.send(processEvent('theirs'), other);
    await app.send(processEvent('another', 0, { card: { type: 'lead', id: '7' } }), key);
    await app.send(processEvent('ours'), key);
    await settle(app, key, stream);
    expect(processes(stream).filter((process) => process === 'theirs' || process === 'another')).toEqual([]);
  });

  it('replays what was missed after the number that one brings, once, oldest first', async () => {
    const { app, key, watch } = await start();
    const first = await watch();
    await settle(app, key, first);
    const lastId = first.messages('changed').at(-1)?.id ?? '';
    first.close();
    for (const process of ['a', 'b', 'c', 'a']) await app.send(processEvent(process, 0, { state: undefined }), key);
    const second = await watch({ ...key, 'last-event-id': lastId });
    await second.until('changed', 3);
    expect(processes(second)).toEqual(['b', 'c', 'a']);
    const ids = second.messages('changed').map(({ id }) => Number(id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    const third = await watch({ ...key, 'last-event-id': String(ids.at(-1)) });
    await settle(app, key, third);
    expect(processes(third)).toEqual(['settled']);
  });

  it('says that one must start anew when too much was missed', async () => {
    const { app, key, watch } = await start();
    await app.send(
      Array.from({ length: 501 }, (_, n) => processEvent(`p${n}`)),
      key,
    );
    const stream = await watch({ ...key, 'last-event-id': '1' });
    await stream.until('reset');
    expect(stream.messages('changed')).toEqual([]);
  });

  it('replays megabytes to a reader who reads, however fast they were found', async () => {
    const { app, key, watch } = await start();
    const events = Array.from({ length: 400 }, (_, n) => processEvent(`p${n}`, 0, large));
    await app.send(events, key);
    const stream = await watch({ ...key, 'last-event-id': '1' });
    await stream.until('changed', 400);
    expect(new Set(processes(stream)).size).toBe(400);
    expect(stream.text().length).toBeGreaterThan(1_000_000);
  });

  it('is a plain refusal for those who may not read', async () => {
    const { app, watch } = await start();
    expect((await watch({})).status).toBe(401);
    expect((await watch(await app.makeKey({ scopes: ['journal.write'] }))).status).toBe(403);
    expect((await watch(await app.makeKey(), `${path}&portal=other`)).status).toBe(404);
    expect((await watch(await app.makeKey(), '/api/v1/stream?cardType=deal')).status).toBe(400);
  });

  it('shows that it lives every 15 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { watch } = await start();
    const stream = await watch();
    vi.advanceTimersByTime(45_000);
    await vi.waitFor(() => expect(stream.text().split(': still here').length - 1).toBe(3));
  });

  it('ends within a minute of signing out, and while the session lives it goes on', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { app, key, watch } = await start();
    const { cookie } = await app.makePerson('manager');
    const [leaving, staying] = [await watch({ cookie }), await watch()];
    vi.advanceTimersByTime(60_000);
    await settle(app, key, leaving);
    expect(leaving.isEnded()).toBe(false);
    await app.server.inject({ method: 'DELETE', url: '/api/v1/session', headers: { cookie } });
    vi.advanceTimersByTime(60_000);
    await leaving.ended;
    await settle(app, key, staying);
    expect(staying.isEnded()).toBe(false);
  });

  it('drops a reader who does not read, who may come back for the rest', async () => {
    const { app, key, watch } = await start();
    const stream = await watch();
    stream.pause();
    // More than what the sockets between the two hold.
    for (let round = 0; round < 60 && (await watchers(app, key)) === 1; round++) {
      await app.send(
        Array.from({ length: 200 }, (_, n) => processEvent(`p${n}`, round, large)),
        key,
      );
      await new Promise((done) => setTimeout(done, 210));
    }
    expect(await watchers(app, key)).toBe(0);
    stream.resume();
    await stream.ended;
    const lastId = stream.messages('changed').at(-1)?.id ?? '0';
    const again = await watch({ ...key, 'last-event-id': lastId });
    await again.until('changed');
    expect(Number(again.messages('changed')[0]?.id)).toBeGreaterThan(Number(lastId));
  }, 30_000);

  it('says good-bye and ends when the server stops, which does not wait for it', async () => {
    const { app, watch } = await start();
    const stream = await watch();
    const before = Date.now();
    await app.stop();
    await stream.ended;
    expect(stream.messages('bye')).toHaveLength(1);
    expect(Date.now() - before).toBeLessThan(3000);
  });

  it('is forgotten when the reader goes away', async () => {
    const { app, key, watch } = await start();
    const stream = await watch();
    expect(await watchers(app, key)).toBe(1);
    stream.close();
    await vi.waitFor(async () => expect(await watchers(app, key)).toBe(0));
  });
});

async function watchers(app: TestApp, key: Record<string, string>): Promise<number> {
  return Number(/^journal_streams (\d+)$/m.exec((await app.get('/metrics', key)).body)?.[1]);
}
