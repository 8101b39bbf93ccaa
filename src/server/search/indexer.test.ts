import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { pino } from 'pino';
import { entryEvent, processEvent } from '#server/testing/events.ts';
import { startTestApp } from '#server/testing/test-app.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { StorageFull } from '#server/store/journal-store.ts';
import { startIndexer } from './indexer.ts';
import { createPersonal } from './personal.ts';

const personal = createPersonal(Buffer.alloc(32, 7));
const logger = pino({ level: 'silent' });

/** A store whose index is held up until the test lets it go on. */
async function heldUp() {
  let isHeld = true;
  let real: JournalStore['search'] | null = null;
  const app = await startTestApp({
    store: (store) => {
      real = store.search;
      const search = {
        ...store.search,
        index: async (...of: Parameters<JournalStore['search']['index']>) => {
          if (isHeld) throw new StorageFull('held up by the test');
          await store.search.index(...of);
        },
      };
      return { ...store, search };
    },
  });
  const key = await app.makeKey();
  const search = async (q: string) => (await app.get(`/api/v1/search?q=${encodeURIComponent(q)}`, key)).json();
  return { app, key, search, letGo: () => (isHeld = false), store: () => ({ ...app.store, search: real! }) };
}

it('says how many entries are not searchable yet, and gets to them when it can', async () => {
  const { app, key, search, store } = await heldUp();
  await app.send([processEvent('p1'), entryEvent('p1', 1, { message: 'синица' }), entryEvent('p1', 2)], key);
  expect(await search('синица')).toMatchObject({ total: 0, lag: { entries: 2 } });
  // Another one, as after a start: what waits is in the store.
  const indexer = startIndexer({ store: store(), personal, logger });
  await indexer.caughtUp();
  await indexer.stop();
  expect(await search('синица')).toMatchObject({ total: 1, lag: { entries: 0, isBuilding: false } });
});

it('walks through what was there before the index was', async () => {
  const { app, key, search, store } = await heldUp();
  await app.send([processEvent('p1'), ...Array.from({ length: 1_200 }, (_, n) => entryEvent('p1', n))], key);
  const { portalNo } = (await app.store.portals.find('main'))!;
  // As a release without a queue would have left it.
  for (;;) {
    const { entries, cards, gone } = await app.store.search.waiting(portalNo, 500);
    const nos = [...entries.map(({ key: { no } }) => no), ...cards.map(({ cardNo }) => cardNo), ...gone];
    if (nos.length === 0) break;
    await store().search.index(portalNo, [], [], nos);
  }
  expect(await search('готово')).toMatchObject({ total: 0, lag: { isBuilding: true } });
  const indexer = startIndexer({ store: store(), personal, logger });
  await indexer.caughtUp();
  await indexer.stop();
  expect(await search('готово')).toMatchObject({ total: 1_200, lag: { entries: 0, isBuilding: false } });
});

it('does not put into the index what was changed after it was read', async () => {
  const { app, key, search, store } = await heldUp();
  await app.send([processEvent('p1'), entryEvent('p1', 1, { message: 'было' })], key);
  const { portalNo, masking } = (await app.store.portals.find('main'))!;
  const { entries } = await app.store.search.waiting(portalNo, 10);
  const { texts } = await allTexts(app.store, portalNo, 'было');
  await app.store.texts.write(
    portalNo,
    texts.map((text) => ({ ...text, put: 'стало' })),
  );
  await store().search.index(
    portalNo,
    entries.map((entry) => personal.indexed(portalNo, masking, entry)),
    [],
    [],
  );
  expect((await search('было')).lag.entries).toBe(1);
  const indexer = startIndexer({ store: store(), personal, logger });
  await indexer.caughtUp();
  await indexer.stop();
  expect([(await search('было')).total, (await search('стало')).total]).toEqual([0, 1]);
});

it('finds a lone write at once, and what keeps coming in within seconds, without being hurried', async () => {
  const app = await startTestApp();
  const key = await app.makeKey();
  const isFound = async (q: string) => {
    const { total, lag } = (await app.get(`/api/v1/search?q=${q}`, key)).json();
    return total === 1 && !lag.isBuilding;
  };
  const untilFound = async (q: string) => {
    const from = performance.now();
    while (!(await isFound(q))) await sleep(20);
    return performance.now() - from;
  };
  await app.send([processEvent('p1'), entryEvent('p1', 1, { message: 'lone' })], key);
  expect(await untilFound('lone')).toBeLessThan(2_000);

  let isOver = false;
  let batches = 0;
  const { index } = app.store.search;
  app.store.search.index = async (...of) => {
    batches += 1;
    await index(...of);
  };
  const trickle = (async () => {
    for (let n = 0; !isOver; n += 1) {
      await app.send([entryEvent('p1', 10 + n, { message: 'trickle' })], key);
      await sleep(10);
    }
  })();
  await app.send([entryEvent('p1', 5, { message: 'amidst' })], key);
  expect(await untilFound('amidst')).toBeLessThan(8_000);
  isOver = true;
  await trickle;
  expect(batches).toBeLessThan(5);
}, 20_000);

async function allTexts(store: JournalStore, portalNo: number, wanted: string) {
  const texts = [];
  for (let place = null as Parameters<JournalStore['texts']['read']>[1], more = true; more;) {
    const part = await store.texts.read(portalNo, place, 100);
    texts.push(...part.texts.filter(({ text }) => text === wanted));
    place = part.next;
    more = part.next !== null;
  }
  return { texts };
}
