import { setTimeout as sleep } from 'node:timers/promises';
import { createLook, type WatchOptions } from './watch.ts';

/** How often causes are looked at, more or less: instances that started together do not stay in step. */
const [leastMs, moreMs] = [50_000, 20_000] as const;
/** The first look does not stand in the way of a start. */
const firstMs = 5_000;
const stopWithinMs = 3_000;

export type Digests = {
  /** Looks now; one look at a time. */
  look(): Promise<void>;
  /** Looks each minute from now on. */
  start(): void;
  stop(): Promise<void>;
};

/** Tells people of causes while the server runs. */
export function createDigests(options: WatchOptions): Digests {
  const stopping = new AbortController();
  const lookOnce = createLook(options, stopping.signal);
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  const look = (): Promise<void> => {
    running = running.then(lookOnce, lookOnce);
    return running;
  };
  const plan = (inMs: number): void => {
    timer = setTimeout(() => {
      look().then(
        () => plan(leastMs + Math.random() * moreMs),
        (error: unknown) => {
          options.logger.error({ err: error }, 'digests: a look failed');
          plan(leastMs + Math.random() * moreMs);
        },
      );
    }, inMs);
    timer.unref();
    if (stopping.signal.aborted) clearTimeout(timer);
  };

  return {
    look,
    start: () => plan(firstMs * Math.random()),
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      // A mail that is under way cannot be called back; it is not waited for longer than a person would.
      const enough = new AbortController();
      const patience = sleep(stopWithinMs, undefined, { signal: enough.signal }).catch(() => undefined);
      await Promise.race([running.catch(() => undefined), patience]);
      enough.abort();
    },
  };
}
