import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { checkpointAt } from '#server/audit/chain.ts';
import { ledgerIn, mergeLedgers } from '#server/erasing/ledger.ts';
import { settleCopy } from '#server/store/copy.ts';
import { openStore } from '#server/store/open.ts';
import {
  backupFiles,
  backupFormat,
  type Manifest,
  orSay,
  requireNone,
  sha256Of,
  sync,
  syncFolderOf,
} from './backup-files.ts';
import { type Command, CommandFailed, print } from './command.ts';

export const backup: Command = {
  summary: 'copy the whole store while it is in use: backup <file>',
  help: `Usage: npm run journal -- backup <file> [--json]

  <file>   where to; nothing is overwritten

Writes three files, readable by you only: <file>, a copy of one moment of the store; <file>.manifest.json, by which
restore checks it; <file>.secret.key, the key of this instance. They belong together, and are as confidential as the
journal itself: the copy holds passwords' hashes, keys' hashes and everything that was written. May run beside the server.
`,
  options: {},
  async run({ values, words, config }) {
    const [name] = words;
    if (name === undefined || words.length > 1) throw new CommandFailed(`Name one file.\n\n${backup.help}`, 64);
    const files = backupFiles(resolve(name));
    requireNone(Object.values(files));
    const store = await openStore(config.dataDir, { purpose: 'reading' });
    const partial = {
      store: `${files.store}.partial`,
      manifest: `${files.manifest}.partial`,
      secret: `${files.secret}.partial`,
    };
    try {
      const manifest = await orSay('The backup cannot be written', async (): Promise<Manifest> => {
        // Made first, empty and for the owner only: the copy never has wider rights, not for a moment.
        for (const file of Object.values(partial)) closeSync(openSync(file, 'wx', 0o600));
        await store.backup(partial.store);
        const copy = await settleCopy(partial.store, { forgetVisitors: false });
        if (copy.problems.length > 0) {
          throw new CommandFailed(`The store is damaged (${copy.problems[0]}); this would be no backup. Run doctor.`);
        }
        const secret = readSecret(config.dataDir);
        if (secret !== null) writeFileSync(partial.secret, secret);
        const made: Manifest = {
          format: backupFormat,
          takenAt: new Date().toISOString(),
          migration: copy.migration,
          database: (await store.care.about()).database,
          bytes: statSync(partial.store).size,
          sha256: await sha256Of(partial.store),
          secretKeySha256: secret === null ? null : createHash('sha256').update(secret).digest('hex'),
          counts: copy.counts,
          audit: copy.lastAudit === null ? null : checkpointAt(copy.lastAudit),
          erasures: mergeLedgers(await store.erasures.ledger(), ledgerIn(config.dataDir).read()),
        };
        writeFileSync(partial.manifest, `${JSON.stringify(made, null, 2)}\n`);
        for (const file of Object.values(partial)) sync(file);
        requireNone(Object.values(files));
        renameSync(partial.store, files.store);
        if (secret !== null) renameSync(partial.secret, files.secret);
        // Last: what has no manifest is no whole backup.
        renameSync(partial.manifest, files.manifest);
        syncFolderOf(files.store);
        return made;
      });
      report(values, files, manifest);
      return 0;
    } finally {
      for (const file of Object.values(partial)) rmSync(file, { force: true });
      await store.close();
    }
  },
};

/** The instance's key as it lies in its file; null when there is none yet. */
function readSecret(dataDir: string): Buffer | null {
  const file = join(dataDir, 'secret.key');
  return existsSync(file) ? readFileSync(file) : null;
}

function report(values: Parameters<typeof print>[0], files: ReturnType<typeof backupFiles>, manifest: Manifest): void {
  const { processes, entries, cards } = manifest.counts;
  const hasSecret = manifest.secretKeySha256 !== null;
  print(values, { ...files, secret: hasSecret ? files.secret : null, ...manifest }, [
    `${files.store}: ${cards} cards, ${processes} processes, ${entries} entries, ${manifest.bytes} bytes`,
    files.manifest,
    ...(hasSecret ? [files.secret] : []),
  ]);
  const keep = hasSecret
    ? `Keep ${files.secret} with the backup, and both as confidential as the journal: without it, marks of destroyed secrets no longer match.`
    : 'This instance has no secret.key yet, so none lies beside the backup.';
  process.stderr.write(`${keep}\n`);
}
