import { notePurge, purgeOlderThan } from '#server/purging.ts';
import { StoreInUse } from '#server/store/journal-store.ts';
import { openStore } from '#server/store/open.ts';
import { type Command, CommandFailed, print } from './command.ts';
import { auditOf } from './noting.ts';

const dayMs = 24 * 60 * 60 * 1000;
const mostDays = 36_500;

export const purge: Command = {
  summary: 'delete now what retention would delete: purge [--days N] [--dry-run]',
  help: `Usage: npm run journal -- purge [--days N] [--dry-run] [--json]

  --days N    delete completed processes that ended and came in more than N days ago; absent: RETENTION_DAYS
  --dry-run   delete nothing, say how much it would be; may run beside the server

What is deleted is overwritten in the store's files, cannot be brought back but from a backup, and leaves the counts of
its card. Processes that still run, and those with an open flag, are kept. The server purges by itself each hour; for this command it must be stopped.
`,
  options: { days: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  async run({ values, words, config }) {
    if (words.length > 0) throw new CommandFailed(`It takes no file.\n\n${purge.help}`, 64);
    const days = readDays(values['days']) ?? config.retentionDays;
    const now = Date.now();
    const dryRun = values['dry-run'] === true;
    const store = await openStore(config.dataDir, { purpose: dryRun ? 'reading' : 'journal' }).catch(
      (error: unknown) => {
        if (!(error instanceof StoreInUse)) throw error;
        throw new CommandFailed(
          `${error.message}. A running server deletes what is older than its RETENTION_DAYS by itself, each hour.`,
        );
      },
    );
    try {
      const { processes, entries } = await store.care.purgeable(now - days * dayMs);
      if (dryRun) {
        print(values, { days, dryRun, processes, entries }, [
          `older than ${days} days: ${processes} processes with ${entries} entries would be deleted`,
        ]);
        return 0;
      }
      const audit = auditOf(config, store);
      await notePurge(audit.record, 'command', { retentionDays: days, processes, entries });
      await audit.checkpoint();
      const deleted = await purgeOlderThan(store, days, now, (total) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${total} of ${processes} processes deleted\u001B[K`);
      });
      if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
      // Until then the deleted texts are still in the store's files.
      const isGone = await store.care.checkpoint();
      print(values, { days, dryRun, processes: deleted, entries, checkpointed: isGone }, [
        `older than ${days} days: ${deleted} processes with ${entries} entries deleted`,
      ]);
      if (isGone) return 0;
      throw new CommandFailed(
        'Somebody reads the store now, so the deleted texts are still in journal.db-wal. Run purge again later.',
      );
    } finally {
      await store.close();
    }
  },
};

function readDays(text: string | boolean | undefined): number | null {
  if (text === undefined) return null;
  const days = typeof text === 'string' && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > mostDays) throw new CommandFailed(`--days is a whole number from 1 to ${mostDays}`, 64);
  return days;
}
