import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { RecordAudit } from './access/audit-note.ts';
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

/** What the server does by itself; an hour in which there is nothing to delete leaves no trace. */
export async function purgeNoted(
  store: Pick<JournalStore, 'purge' | 'care'>,
  retentionDays: number,
  now: number,
  record: RecordAudit,
): Promise<number> {
  const due = await store.care.purgeable(now - retentionDays * dayMs);
  if (due.processes === 0) return 0;
  await notePurge(record, 'server', { retentionDays, ...due });
  return await purgeOlderThan(store, retentionDays, now);
}

/** The note of a purge, written before it begins: what is deleted cannot be asked for afterwards. */
export async function notePurge(
  record: RecordAudit,
  actor: 'command' | 'server',
  about: { retentionDays: number; processes: number; entries: number },
): Promise<void> {
  const { retentionDays: days, processes, entries } = about;
  await record({
    action: 'store.purge',
    actor,
    portalNo: null,
    object: null,
    details: { days, processes, entries },
    requestId: null,
    ip: null,
  });
}

/** Purges each hour while the server runs. After a jump of the clock it waits for a person instead. */
export function startPurging(
  store: Pick<JournalStore, 'purge' | 'care'>,
  retentionDays: number,
  record: RecordAudit,
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
    purgeNoted(store, retentionDays, now, record).then(
      (deleted) => deleted > 0 && logger.info({ deleted }, 'purged by retention'),
      (error: unknown) => logger.error({ err: error }, 'purge failed'),
    );
  }, hourMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
