import { createHmac, hkdfSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ErasureKind } from '#contract/erasure.ts';
import { PortalId } from '#contract/ids.ts';
import type { ErasedSubject } from '#server/store/journal-store.ts';
import type { IsSubject } from './find.ts';

/** Makes the hashes of the ledger: who has only the ledger learns nobody's number by trying all of them. */
export type LedgerKey = {
  /** Tells which instance's key it is, and nothing of the key. */
  id: string;
  hashOf(portal: string, kind: ErasureKind, normal: string): string;
};

export function ledgerKeyOf(instanceSecret: Buffer): LedgerKey {
  const derive = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', instanceSecret, '', purpose, bytes));
  const key = derive('erasure ledger', 32);
  return {
    id: derive('erasure ledger id', 8).toString('hex'),
    hashOf: (portal, kind, normal) =>
      createHmac('sha256', key)
        .update(JSON.stringify([portal, kind, normal]))
        .digest('hex'),
  };
}

/** A line of the ledger, as a file and a backup's manifest have it. */
export const LedgerLine = z.object({
  portal: PortalId,
  kind: ErasureKind,
  keyId: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  erasedAt: z.number().check(z.int()),
}) satisfies z.ZodMiniType<ErasedSubject>;

/** The ledger beside the store: what is put in the store's place does not take it away. */
export type LedgerFile = {
  read(): ErasedSubject[];
  /** Adds those lines that it has not yet; on disk when it returns. */
  add(lines: readonly ErasedSubject[]): void;
};

export function ledgerIn(dataDir: string): LedgerFile {
  const file = join(dataDir, 'erasures.ndjson');
  const read = () => readLedger(textOf(file));
  return {
    read,
    add(lines) {
      const fresh = missingIn(read(), lines);
      if (fresh.length === 0) return;
      const text = textOf(file);
      // What a crash left half written stays a line of its own, which nobody can read.
      const start = text === '' || text.endsWith('\n') ? '' : '\n';
      const handle = openSync(file, 'a', 0o600);
      try {
        writeSync(handle, start + fresh.map((line) => `${JSON.stringify(line)}\n`).join(''));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    },
  };
}

/** The lines of a ledger's text; what is no line of one is left out. */
export function readLedger(text: string): ErasedSubject[] {
  return text.split('\n').flatMap((line) => {
    try {
      return [z.parse(LedgerLine, JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

/** Lines of a ledger that another has not. */
export function missingIn(ledger: readonly ErasedSubject[], lines: readonly ErasedSubject[]): ErasedSubject[] {
  const known = new Set(ledger.map(nameOf));
  return lines.filter((line) => !known.has(nameOf(line)));
}

/** Of several ledgers one, each line once. */
export function mergeLedgers(...ledgers: readonly (readonly ErasedSubject[])[]): ErasedSubject[] {
  return [...new Map(ledgers.flat().map((line) => [nameOf(line), line])).values()];
}

function nameOf({ portal, kind, keyId, hash }: ErasedSubject): string {
  return [portal, kind, keyId, hash].join();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Hashes remembered of what was looked up: most of what looks like a number is met again and again. */
const mostRemembered = 50_000;

/** Tells whether somebody is in the ledger of a portal, by any of the keys that are known; null when nobody of the kind is. */
export function inLedger(
  lines: readonly ErasedSubject[],
  keys: readonly LedgerKey[],
  portal: string,
  kind: ErasureKind,
): IsSubject | null {
  const hashes = new Set(lines.filter((line) => line.portal === portal && line.kind === kind).map(({ hash }) => hash));
  if (hashes.size === 0) return null;
  const known = new Map<string, boolean>();
  return (normal) => {
    const before = known.get(normal);
    if (before !== undefined) return before;
    const isIn = keys.some((key) => hashes.has(key.hashOf(portal, kind, normal)));
    if (known.size >= mostRemembered) known.clear();
    known.set(normal, isIn);
    return isIn;
  };
}
