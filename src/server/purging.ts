import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JournalStore } from './store/journal-store.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
/** Processes deleted in one transaction, and the rest others get after it. */
const processesAtOnce = 50;
const restMs = 50;

/**
 * Deletes what retention no longer keeps, a few processes at a time.
 * @returns how many processes were deleted
 */
export async function purgeOlderThan(
  store: Pick<JournalStore, 'purge'>,
  retentionDays: number,
  now: number,
  onDeleted?: (total: number) => void,
): Promise<number> {
  let total = 0;
  for (;;) {
    const deleted = await store.purge(now - retentionDays * dayMs, processesAtOnce);
    total += deleted;
    if (deleted < processesAtOnce) return total;
    onDeleted?.(total);
    await sleep(restMs);
  }
}

/** Purges each hour while the server runs. After a jump of the clock it waits for a person instead. */
export function startPurging(
  store: Pick<JournalStore, 'purge'>,
  retentionDays: number,
  logger: Logger,
): { stop(): void } {
  let lastRun = Date.now();
  let lastSteady = process.hrtime.bigint();
  const timer = setInterval(() => {
    const now = Date.now();
    const steady = process.hrtime.bigint();
    const jumpMs = Math.abs(now - lastRun - Number((steady - lastSteady) / 1_000_000n));
    lastRun = now;
    lastSteady = steady;
    if (jumpMs > dayMs) {
      logger.warn({ jumpMs }, 'the clock jumped; nothing is purged this time');
      return;
    }
    purgeOlderThan(store, retentionDays, now).then(
      (deleted) => deleted > 0 && logger.info({ deleted }, 'purged by retention'),
      (error: unknown) => logger.error({ err: error }, 'purge failed'),
    );
  }, hourMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
