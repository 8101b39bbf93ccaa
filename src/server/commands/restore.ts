import { createHash } from 'node:crypto';
import {
  constants,
  copyFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { checkpointFile } from '#server/audit/checkpoints.ts';
import type { Config } from '#server/config.ts';
import { claimFile } from '#server/instance.ts';
import { ledgersFor, type Ledgers, sayReapplied } from './erasures-of-restore.ts';
import { type Reapplied, reapplyLedger } from '#server/erasing/reapply.ts';
import { settleCopy } from '#server/store/copy.ts';
import type { JournalStore } from '#server/store/journal-store.ts';
import { lockStore } from '#server/store/lock.ts';
import { openCopy, openStore } from '#server/store/open.ts';
import { backupFiles, Manifest, orSay, sha256Of, sync, syncFolderOf } from './backup-files.ts';
import { type Command, CommandFailed, print } from './command.ts';
import { auditOf, commandNote } from './noting.ts';

export const restore: Command = {
  summary: 'bring a backup back into an empty DATA_DIR: restore <file>',
  help: `Usage: npm run journal -- restore <file> [--erasures <file>] [--without-key] [--json]

  <file>          a backup, with <file>.manifest.json and <file>.secret.key beside it
  --erasures F    a ledger of erasures (DATA_DIR/erasures.ndjson of the instance as it was), or the manifest of a newer
                  backup of it: who was erased after this backup was made is erased from it again
  --without-key   <file>.secret.key is lost: the instance gets a new one, the marks of destroyed secrets will differ, the
                  audit log of before can no longer be verified, and erasures of before cannot be done again

Only into a DATA_DIR that holds no journal yet, and only what its manifest vouches for. Accounts and keys are those of the
backup; nobody stays signed in, and claim links of then no longer work. The audit log goes on from the backup's. Whoever
the ledgers of erasures name (in the manifest, in --erasures, in this DATA_DIR) is erased before the journal is in its
place. The server must be stopped.
`,
  options: { erasures: { type: 'string' }, 'without-key': { type: 'boolean' } },
  async run({ values, words, config }) {
    const [name] = words;
    if (name === undefined || words.length > 1) throw new CommandFailed(`Name one file.\n\n${restore.help}`, 64);
    const files = backupFiles(resolve(name));
    const manifest = await readManifest(files);
    const secret = readSecret(files.secret, manifest, values['without-key'] === true);
    // Read before anything is written: the key that is here may be the one that some of them were made with.
    const ledgers = await ledgersFor({ config, manifest, secret, file: values['erasures'] });
    let reapplied: Reapplied | null = null;

    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    const lock = lockStore(config.dataDir);
    const target = join(config.dataDir, 'journal.db');
    const partial = `${target}.restoring`;
    try {
      await requireEmpty(config.dataDir, target);
      rmSync(checkpointFile(config.dataDir), { force: true });
      await orSay('The backup cannot be restored', async () => {
        rmSync(partial, { force: true });
        copyFileSync(files.store, partial, constants.COPYFILE_EXCL);
        chmodSync(partial, 0o600);
        if ((await sha256Of(partial)) !== manifest.sha256) throw notAsMade(files.store);
        await requireSound(partial, manifest);
        for (const rest of ['', '-wal', '-shm']) rmSync(`${target}${rest}`, { force: true });
        if (secret === null) rmSync(join(config.dataDir, 'secret.key'), { force: true });
        else writeSecret(join(config.dataDir, 'secret.key'), secret);
        rmSync(claimFile(config.dataDir), { force: true });
        // Before it is in its place: the log goes on from the backup's, and no restored store is without the note of it.
        reapplied = await settleRestored(config, partial, manifest, ledgers);
        sync(partial);
        renameSync(partial, target);
        syncFolderOf(target);
      });
    } finally {
      for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(`${partial}${rest}`, { force: true });
      lock.release();
    }
    const { processes, entries, cards, accounts } = manifest.counts;
    print(values, { dataDir: config.dataDir, ...manifest, reapplied }, [
      `restored into ${config.dataDir}: ${cards} cards, ${processes} processes, ${entries} entries, as of ${manifest.takenAt}`,
      accounts === 0
        ? 'It has no account: start the server, it prints a claim link.'
        : 'Start the server; everybody has to sign in again.',
      ...sayReapplied(reapplied),
    ]);
    return 0;
  },
};

/** Erases anew whoever was erased since, and notes it all in the log of what is restored. */
async function settleRestored(
  config: Config,
  file: string,
  { takenAt, counts }: Manifest,
  { lines, keys, ledger }: Ledgers,
): Promise<Reapplied | null> {
  const store: JournalStore = await openCopy(file);
  try {
    const audit = auditOf(config, store);
    const about = { portalNo: null, object: null };
    await audit.record(commandNote({ ...about, action: 'store.restore', details: { takenAt, ...counts } }));
    let reapplied: Reapplied | null = null;
    if (lines.length > 0) {
      reapplied = await reapplyLedger(store, lines, keys, async () => undefined);
      const { lines: done, unreadable, counts: erased } = reapplied;
      await audit.record(
        commandNote({ ...about, action: 'erasure.reapply', details: { lines: done, unreadable, ...erased } }),
      );
    }
    await audit.checkpoint();
    ledger.add(lines);
    return reapplied;
  } finally {
    await store.close();
  }
}

function notAsMade(file: string): CommandFailed {
  return new CommandFailed(
    `${file} is not what its manifest says: it was changed or cut after it was made. Take another backup.`,
  );
}

async function readManifest(files: ReturnType<typeof backupFiles>): Promise<Manifest> {
  for (const file of [files.store, files.manifest]) {
    if (!existsSync(file))
      throw new CommandFailed(`${file} is not there; a backup is restored together with its manifest.`);
  }
  const text = await orSay('The manifest cannot be read', () => readFileSync(files.manifest, 'utf8'));
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(text));
  } catch {
    throw new CommandFailed(`${files.manifest} is no manifest of a backup that this release knows.`);
  }
  if (statSync(files.store).size !== manifest.bytes) throw notAsMade(files.store);
  return manifest;
}

/** The instance's key from beside the backup; null when the backup has none, or is restored without. */
function readSecret(file: string, { secretKeySha256 }: Manifest, without: boolean): Buffer | null {
  if (secretKeySha256 === null || without) return null;
  if (!existsSync(file)) {
    throw new CommandFailed(`${file} is not there; it belongs with the backup. If it is lost, add --without-key.`);
  }
  const secret = readFileSync(file);
  if (createHash('sha256').update(secret).digest('hex') === secretKeySha256) return secret;
  throw new CommandFailed(`${file} is the key of another backup. If the right one is lost, add --without-key.`);
}

function writeSecret(file: string, secret: Buffer): void {
  rmSync(file, { force: true });
  writeFileSync(file, secret, { mode: 0o600, flag: 'wx' });
  sync(file);
}

/** A server that was started once and left alone has an empty store: that may go. */
async function requireEmpty(dataDir: string, target: string): Promise<void> {
  if (!existsSync(target)) return;
  const store = await openStore(dataDir, { purpose: 'reading' });
  try {
    const counts = await store.care.counts();
    const there = Object.entries(counts).filter(([, count]) => count > 0);
    if (there.length === 0 && (await store.audit.last()) === null) return;
    const what = there.map(([thing, count]) => `${count} ${thing}`).join(', ') || 'an audit log';
    throw new CommandFailed(
      `${dataDir} holds a journal already (${what}). Set DATA_DIR to an empty directory, or move this one away.`,
    );
  } finally {
    await store.close();
  }
}

async function requireSound(file: string, manifest: Manifest): Promise<void> {
  const { counts, lastAudit, newer, problems, migration } = await settleCopy(file, { forgetVisitors: true });
  if (problems.length > 0) throw new CommandFailed(`The backup is damaged: ${problems[0]}. Take another one.`);
  if (newer.length > 0)
    throw new CommandFailed(`The backup was made by a newer release (it has ${newer.join(', ')}); use that release.`);
  const isSame =
    migration === manifest.migration &&
    (manifest.audit === undefined || (manifest.audit?.hash ?? null) === (lastAudit?.hash ?? null)) &&
    Object.entries(counts).every(([thing, n]) => manifest.counts[thing as keyof typeof counts] === n);
  if (!isSame) throw new CommandFailed('The backup does not hold what its manifest counts. Take another one.');
}
