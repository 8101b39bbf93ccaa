import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, cardEvent, entryEvent, faultEvent, processEvent, templateEvent } from '#server/testing/events.ts';
import { makeTestApp, startTestApp, type TestApp } from '#server/testing/test-app.ts';

async function start() {
  const app = await startTestApp();
  const key = await app.makeKey();
  const processOf = async (id: string) => (await app.get(`/api/v1/processes/${id}`, key)).json();
  return { app, key, processOf };
}

describe('a process', () => {
  it('that is finished is not reopened by an older event, and is by a newer one', async () => {
    const { app, key, processOf } = await start();
    const finished = { state: 'completed', finishedAt: after(10) };
    await app.send([processEvent('p1', 10, finished), processEvent('p1', 5, { state: 'waiting' })], key);
    expect(await processOf('p1')).toMatchObject({ state: 'completed', finishedAt: after(10) });
    await app.send(processEvent('p1', 10, { state: 'running' }), key);
    expect((await processOf('p1')).state).toBe('completed');
    await app.send(processEvent('p1', 11, { state: 'running' }), key);
    expect(await processOf('p1')).toMatchObject({ state: 'running', finishedAt: null });
  });

  it('is finished although a newer event, which tells no state, came before its end', async () => {
    const { app, key, processOf } = await start();
    const quiet = { state: undefined, stateTitle: 'Ждёт ответа' };
    await app.send(
      [processEvent('p1', 30, quiet), processEvent('p1', 1), processEvent('p1', 20, { state: 'failed' })],
      key,
    );
    expect(await processOf('p1')).toMatchObject({ state: 'failed', finishedAt: after(20), stateTitle: 'Ждёт ответа' });
    expect((await app.get('/api/v1/cards/deal/7', key)).json().counts).toMatchObject({
      active: 0,
      completed: 1,
      failed: 1,
    });
  });

  it('has as its last activity the one that wrote last, although its end was told first', async () => {
    const { app, key, processOf } = await start();
    const done = (name: string, seconds: number) => entryEvent('p1', seconds, { activity: { name, title: name } });
    await app.send([processEvent('p1', 99, { state: 'completed' }), done('A1', 1), done('A3', 3), done('A2', 2)], key);
    expect(await processOf('p1')).toMatchObject({ lastActivity: { name: 'A3' }, lastAt: after(99) });
  });

  it('names its first failure by time, whichever came first', async () => {
    const { app, key, processOf } = await start();
    await app.send([faultEvent('p1', 8, { message: 'later' }), faultEvent('p1', 3, { message: 'earlier' })], key);
    await app.send(faultEvent('p1', 3, { message: 'as early, but arrived later' }), key);
    expect(await processOf('p1')).toMatchObject({ failure: { message: 'earlier' }, counts: { failures: 3 } });
  });

  it('keeps its place among the active ones while entries come, also when its start is not told', async () => {
    const { app, key } = await start();
    const order = async () =>
      (await app.get('/api/v1/cards/deal/7/processes?section=active', key))
        .json()
        .items.map(({ process }: { process: string }) => process);
    await app.send([processEvent('old', -60), processEvent('new', -30)], key);
    expect(await order()).toEqual(['new', 'old']);
    await app.send([entryEvent('old', 10), processEvent('old', 20, { state: 'waiting' })], key);
    expect(await order()).toEqual(['new', 'old']);
  });
});

describe('readings of one journal', () => {
  let app: TestApp | undefined;

  it('are the same in whatever order and batches its events come', async () => {
    app = await makeTestApp();
    const events = [
      cardEvent(0, { title: 'Сделка', stage: { id: 'NEW', name: 'Новая' } }),
      cardEvent(50, { stage: { id: 'WON', name: 'Успех' } }),
      templateEvent(0, { name: 'Роботы' }),
      processEvent('p1', 1, { startedAt: after(1) }),
      processEvent('p1', 20, { state: 'waiting' }),
      processEvent('p1', 40, { state: 'completed', finishedAt: after(40) }),
      ...Array.from({ length: 6 }, (_, n) => entryEvent('p1', 2 + n, { type: n % 2 === 0 ? 'execute' : 'close' })),
      faultEvent('p1', 12),
      faultEvent('p1', 15, { message: 'Не указан получатель' }),
    ];
    let portal = 0;
    const readings = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.nat(events.length),
        async (shuffled, cut) => {
          portal += 1;
          const key = await app!.makeKey({ portal: `portal-${portal}` });
          for (const batch of [shuffled.slice(0, cut), shuffled.slice(cut)]) await app!.send(batch, key);
          const read = async (path: string) =>
            (await app!.get(`/api/v1/${path}`, key)).body.replaceAll(/"e[0-9a-z]{11,20}"/g, '"e"');
          readings.add(
            [
              await read('processes/p1'),
              await read('processes/p1/entries'),
              await read('processes/p1/steps'),
              await read('cards/deal/7').then((body) => body.replace(/"stages":\[.*?\],/, '')),
              await read('cards/deal/7/processes'),
              await read('cards/deal/7/timeline'),
            ].join('\n'),
          );
          expect([...readings]).toHaveLength(1);
        },
      ),
      { numRuns: 30 },
    );
    await app.stop();
  }, 60_000);
});
