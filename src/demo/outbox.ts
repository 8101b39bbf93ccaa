import type { JournalEvent } from '#contract/event.ts';
import { batchSize } from './journal-api.ts';

/** Events on their way to the journal: sent in order, again and again until they are taken. */
export type Outbox = {
  put: (events: readonly JournalEvent[]) => void;
  /** How many are not sent yet. */
  waiting: () => number;
  /** Resolves when all are sent, or at once when `stop` was called. */
  empty: () => Promise<void>;
  stop: () => void;
};

export type OutboxOptions = {
  send: (events: readonly JournalEvent[]) => Promise<void>;
  /** Called after events were taken. */
  sent?: (events: readonly JournalEvent[]) => void;
  failed: (error: unknown) => void;
  /** ms before another try; grows with each. */
  pauses?: readonly number[];
};

export function createOutbox({ send, sent, failed, pauses = [500, 1000, 2000, 5000, 15_000] }: OutboxOptions): Outbox {
  const queue: JournalEvent[] = [];
  let pumping: Promise<void> | null = null;
  const stopping = new AbortController();
  let wake: () => void = () => {};

  async function pump(): Promise<void> {
    let tries = 0;
    while (queue.length > 0 && !stopping.signal.aborted) {
      const batch = queue.slice(0, batchSize);
      try {
        await send(batch);
        queue.splice(0, batch.length);
        tries = 0;
        sent?.(batch);
      } catch (error) {
        failed(error);
        await pauseFor(pauses[Math.min(tries, pauses.length - 1)] ?? 1000);
        tries += 1;
      }
    }
    // At once, not when the promise settles: what is put meanwhile must start another round.
    pumping = null;
  }

  function pauseFor(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    put(events) {
      for (const event of events) queue.push(event);
      if (pumping === null && queue.length > 0) {
        pumping = pump();
      }
    },
    waiting: () => queue.length,
    empty: () => pumping ?? Promise.resolve(),
    stop() {
      stopping.abort();
      wake();
    },
  };
}
