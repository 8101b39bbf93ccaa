import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#server/config.ts';
import {
  type LedgerFile,
  ledgerIn,
  type LedgerKey,
  ledgerKeyOf,
  mergeLedgers,
  readLedger,
} from '#server/erasing/ledger.ts';
import type { Reapplied } from '#server/erasing/reapply.ts';
import type { ErasedSubject } from '#server/store/journal-store.ts';
import { Manifest, orSay } from './backup-files.ts';
import { CommandFailed, type Values } from './command.ts';

/** Whoever is known to have been erased, and the keys by which they are found. */
export type Ledgers = { lines: ErasedSubject[]; keys: LedgerKey[]; ledger: LedgerFile };

/** Every ledger that a restore can see: of the backup, of the DATA_DIR that it goes to, and of the file that is named. */
export async function ledgersFor(options: {
  config: Config;
  manifest: Manifest;
  /** The instance's key from beside the backup, as its file has it. */
  secret: Buffer | null;
  file: Values[string];
}): Promise<Ledgers> {
  const { config, manifest, secret, file } = options;
  const ledger = ledgerIn(config.dataDir);
  const named = typeof file === 'string' ? await linesOf(file) : [];
  const keyFile = join(config.dataDir, 'secret.key');
  const secrets = [secret, existsSync(keyFile) ? readFileSync(keyFile) : null].flatMap((text) => {
    const bytes = text === null ? null : Buffer.from(text.toString('utf8').trim(), 'base64url');
    return bytes === null || bytes.length !== 32 ? [] : [bytes];
  });
  return {
    lines: mergeLedgers(manifest.erasures ?? [], ledger.read(), named),
    keys: secrets.map(ledgerKeyOf),
    ledger,
  };
}

/** A ledger or a manifest. A file without a line of one is a slip, not an empty ledger. */
async function linesOf(file: string): Promise<ErasedSubject[]> {
  const text = await orSay('The ledger of erasures cannot be read', () => readFileSync(file, 'utf8'));
  const manifest = manifestIn(text);
  if (manifest !== null) return manifest.erasures ?? [];
  const lines = readLedger(text);
  if (lines.length > 0 || text.trim() === '') return lines;
  throw new CommandFailed(`${file} is no ledger of erasures, and no manifest of a backup.`, 64);
}

function manifestIn(text: string): Manifest | null {
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function sayReapplied(reapplied: Reapplied | null): string[] {
  if (reapplied === null) return [];
  const { lines, unreadable, counts } = reapplied;
  const { cards, processes, entries, texts } = counts;
  const lost = `${unreadable} erasures were made with a key of the instance that is not here: whom they are about nobody can tell. Erase them again by hand, if you know.`;
  return [
    `${lines} erasures done again: ${cards} cards, ${processes} processes, ${entries} entries, ${texts} texts`,
    ...(unreadable > 0 ? [lost] : []),
  ];
}
