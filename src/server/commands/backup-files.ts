import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod/mini';
import { Checkpointed } from '#server/audit/checkpoints.ts';
import { countedThings } from '#server/store/care.ts';
import { LedgerLine } from '#server/erasing/ledger.ts';
import { CommandFailed } from './command.ts';

/** What is written beside a backup, and what a restore holds it against. */
export const Manifest = z.object({
  format: z.literal('process-journal backup 1'),
  takenAt: z.iso.datetime(),
  /** The newest migration of the store. */
  migration: z.string(),
  database: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  /** SHA-256 of the instance's key, which lies beside the backup; null when the instance had none yet. */
  secretKeySha256: z.nullable(z.string()),
  counts: z.record(z.enum(countedThings), z.number()),
  /** Where the copy's audit log ends; null when it is empty, absent in a backup of a release that kept none. */
  audit: z.optional(z.nullable(Checkpointed)),
  /** Who was erased until then, as hashes; absent in a backup of a release that erased nobody. */
  erasures: z.optional(z.array(LedgerLine)),
});
export type Manifest = z.infer<typeof Manifest>;

export const backupFormat = 'process-journal backup 1';

/** The three files of a backup. */
export function backupFiles(file: string) {
  return { store: file, manifest: `${file}.manifest.json`, secret: `${file}.secret.key` };
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Makes sure that a file, or the names in a directory, are on disk. */
export function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Some systems cannot sync a directory; its names are then theirs to keep.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM' && (error as NodeJS.ErrnoException).code !== 'EISDIR')
      throw error;
  } finally {
    closeSync(handle);
  }
}

export function syncFolderOf(file: string): void {
  if (process.platform !== 'win32') sync(dirname(file));
}

export function requireNone(files: readonly string[]): void {
  const there = files.find((file) => existsSync(file));
  if (there !== undefined)
    throw new CommandFailed(`${there} is there already; nothing is overwritten. Name another file.`);
}

/** Does something that needs the disk; what the system refuses is said as a sentence. */
export async function orSay<Result>(what: string, work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const isSystem = error instanceof Error && 'code' in error && !(error instanceof CommandFailed);
    throw isSystem ? new CommandFailed(`${what}: ${error.message}`) : error;
  }
}
