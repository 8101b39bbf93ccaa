import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JournalStore } from '#server/store/journal-store.ts';
import type { Personal } from './personal.ts';

/** Entries that go into the index in one transaction, and those that are looked at before others get a turn. */
const entriesAtOnce = 500;
const lookedAtOnce = 50;
/** While events come in, so many times as long as it worked it rests: writing loses little by it. */
const restWhileBusy = 14;
const leastRestMs = 250;
const quietMs = 100;
/** What comes in one by one is collected for so long: the fewer there are in a batch, the more each costs. */
const collectMs = 3_000;
/** After a failure, and when nobody has said that there is something new. */
const retryMs = 5_000;

export type Indexer = {
  /** Something was written. It is found a few seconds later; the first after a while at once. */
  written(): void;
  /** Something is to leave the index: it is begun with at once. */
  wake(): void;
  /** Resolves when everything that was there before is in the index. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Puts what was written into the search index, a little later and in batches: keeping it up within each write would make
 * writing twenty times slower. What waits is in the store, so nothing is lost when the server ends.
 */
export function startIndexer(options: {
  store: Pick<JournalStore, 'search' | 'portals'>;
  personal: Personal;
  logger: Pick<Logger, 'error'>;
}): Indexer {
  const { store, personal, logger } = options;
  const { search } = store;
  const stopping = new AbortController();
  let wrote = 0;
  let wroteAt = Number.NEGATIVE_INFINITY;
  let woken = Promise.withResolvers<void>();
  /** Somebody does not wait until enough is collected. */
  let asked = Promise.withResolvers<void>();
  let indexedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  /** One batch of a portal; false when that was all that waited there. */
  async function batch(portalNo: number): Promise<boolean> {
    const portal = await store.portals.byNo(portalNo);
    if (portal === null) return false;
    const { masking } = portal;
    let waiting = await search.waiting(portalNo, entriesAtOnce);
    const isEmpty = () => waiting.entries.length + waiting.cards.length + waiting.gone.length === 0;
    if (isEmpty()) {
      if (!(await search.walk(portalNo, personal.rulesOf(portalNo, masking), entriesAtOnce))) {
        // The end of a walk may have put its last into the queue.
        waiting = await search.waiting(portalNo, entriesAtOnce);
        if (isEmpty()) return false;
      } else return true;
    }
    const entries = [];
    for (const [place, entry] of waiting.entries.entries()) {
      if (place % lookedAtOnce === lookedAtOnce - 1) await breathe();
      entries.push(personal.indexed(portalNo, masking, entry));
    }
    const cards = waiting.cards.map((card) => personal.indexedCard(portalNo, masking, card));
    await search.index(portalNo, entries, cards, waiting.gone);
    indexedAt = performance.now();
    if (entries.length + cards.length + waiting.gone.length >= entriesAtOnce) return true;
    return (await search.lag(portalNo, 1)).isWalking;
  }

  async function collect(): Promise<void> {
    const left = indexedAt + collectMs - performance.now();
    if (left > 0) await Promise.race([asked.promise, sleep(left, undefined, { signal: stopping.signal })]);
    asked = Promise.withResolvers();
  }

  let workedFrom = performance.now();
  /** Gives others their turn; while they write, a long one. */
  async function breathe(leastMs = 0): Promise<void> {
    const worked = performance.now() - workedFrom;
    const isBusy = performance.now() - wroteAt < quietMs;
    if (isBusy) await sleep(Math.max(worked * restWhileBusy, leastMs), undefined, { signal: stopping.signal });
    else await nextTurn();
    workedFrom = performance.now();
  }

  async function catchUp(): Promise<void> {
    for (let more = true; more;) {
      more = false;
      for (const portalNo of await search.due(personal.rulesOf)) {
        workedFrom = performance.now();
        if (stopping.signal.aborted) return;
        more = (await batch(portalNo)) || more;
        // Few large batches cost less than many small ones.
        await breathe(leastRestMs);
      }
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await collect();
        woken = Promise.withResolvers<void>();
        const seen = wrote;
        await catchUp();
        if (seen === wrote) await Promise.race([woken.promise, sleep(retryMs, undefined, { signal: stopping.signal })]);
      } catch (error) {
        if (stopping.signal.aborted) return;
        logger.error({ err: error }, 'the search index lags: it could not be written');
        await sleep(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }
  running = run();

  function written(): void {
    wrote += 1;
    wroteAt = performance.now();
    woken.resolve();
  }

  return {
    written,
    wake() {
      written();
      asked.resolve();
    },
    async caughtUp() {
      while ((await search.due(personal.rulesOf)).length > 0 && !stopping.signal.aborted) {
        woken.resolve();
        asked.resolve();
        await sleep(5);
      }
    },
    async stop() {
      stopping.abort();
      await running?.catch(() => undefined);
    },
  };
}
