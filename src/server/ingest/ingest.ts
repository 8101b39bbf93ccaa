import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IngestAnswer } from '#contract/event.ts';
import { Problem } from '#contract/problem.ts';
import type { Change, JournalStore, Together, ToWrite, WriteRequest, Written } from '#server/store/journal-store.ts';
import { StorageFailed, StorageFull } from '#server/store/journal-store.ts';
import { checkEvent } from './check-event.ts';
import type { RawEvent } from './event-body.ts';
import type { Prepare } from './prepare.ts';

/** Events prepared and written in one go; between two goes others get their turn. */
const eventsAtOnce = 500;
/** Events that may wait for the disk before new ones are refused: refusing early beats running out of memory. */
const mostWaiting = 20_000;

export type Ingest = {
  /**
   * Takes events from one source. What is answered as accepted is on disk; the same id from the same source again is a
   * duplicate and changes nothing; a rejected event never stops the others. `together`: what is saved with them, for as
   * many events as are written in one go; those that come too late for their step are none of the three.
   * @throws Problem overloaded, storage_full, storage_failed: what came before is kept and may be sent again
   */
  take(portalNo: number, source: string, events: readonly RawEvent[], together?: Together): Promise<IngestAnswer>;
  /** Events that came in, by outcome, since the start. */
  counts(): { accepted: number; duplicates: number; rejected: number; waiting: number };
  /** Waits until everything taken is written. */
  drain(): Promise<void>;
};

type Waiting = { request: WriteRequest; done(written: Written): void; failed(error: unknown): void };

export function createIngest(options: {
  store: Pick<JournalStore, 'write'>;
  prepare: Prepare;
  /** Told of each process that changed, after the change is on disk. */
  onChange(changes: readonly Change[]): void;
  now(): number;
}): Ingest {
  const { store, prepare, onChange, now } = options;
  const counts = { accepted: 0, duplicates: 0, rejected: 0, waiting: 0 };
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  /** Group commit: all that came while the last transaction ran goes into the next one. */
  function write(request: WriteRequest): Promise<Written> {
    if (counts.waiting + request.events.length > mostWaiting) {
      throw new Problem('overloaded', 'too many events wait to be written; send them again later');
    }
    counts.waiting += request.events.length;
    return new Promise((done, failed) => {
      waiting.push({ request, done, failed });
      writing ??= nextTurn().then(flush);
    });
  }

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await commit(group);
      } catch (error) {
        // One request that cannot be stored must not take the others down with it.
        for (const one of group)
          await commit([one]).catch((alone: unknown) => one.failed(group.length === 1 ? error : alone));
      }
      counts.waiting -= group.reduce((sum, { request }) => sum + request.events.length, 0);
      await nextTurn();
    }
    writing = null;
  }

  async function commit(group: readonly Waiting[]): Promise<void> {
    const { written, changes } = await store.write(
      group.map(({ request }) => request),
      now(),
    );
    for (const [index, one] of group.entries()) one.done(written[index] ?? []);
    onChange(changes);
  }

  return {
    async take(portalNo, source, events, together) {
      const answer: IngestAnswer = { accepted: 0, duplicates: 0, rejected: [] };
      for (let from = 0; from < events.length; from += eventsAtOnce) {
        const ready: ToWrite[] = [];
        for (const [offset, raw] of events.slice(from, from + eventsAtOnce).entries()) {
          const result = 'value' in raw ? checkEvent(raw.value) : raw;
          if ('event' in result) ready.push(prepare(result.event));
          else answer.rejected.push({ index: from + offset, ...result });
        }
        if (ready.length === 0) continue;
        const written = await write({ portalNo, source, events: ready, together }).catch(rethrow);
        const counted = (wanted: Written[number]) => written.filter((outcome) => outcome === wanted).length;
        answer.accepted += counted('accepted');
        answer.duplicates += counted('duplicate');
      }
      counts.accepted += answer.accepted;
      counts.duplicates += answer.duplicates;
      counts.rejected += answer.rejected.length;
      return answer;
    },
    counts: () => ({ ...counts }),
    async drain() {
      while (writing !== null) await writing;
    },
  };
}

function rethrow(error: unknown): never {
  if (error instanceof StorageFull)
    throw new Problem('storage_full', 'the disk is full; reading goes on', { cause: error });
  if (error instanceof StorageFailed)
    throw new Problem('storage_failed', 'the store cannot write now', { cause: error });
  throw error;
}
