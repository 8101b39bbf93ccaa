import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Checkpoint } from './chain.ts';

export const Checkpointed = z.object({
  seq: z.number().check(z.int(), z.gte(1)),
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  count: z.number().check(z.int(), z.gte(1)),
}) satisfies z.ZodMiniType<Checkpoint>;

/** Where the newest checkpoint is kept, outside of the log. */
export type Checkpoints = {
  /** Null: there is none yet, or what is there is none. */
  newest(): Checkpoint | null;
  keep(checkpoint: Checkpoint): void;
};

export function checkpointFile(dataDir: string): string {
  return join(dataDir, 'audit-checkpoint.json');
}

/** Keeps it in a small file beside the store, for its owner only. */
export function checkpointsIn(dataDir: string): Checkpoints {
  const file = checkpointFile(dataDir);
  return {
    newest() {
      try {
        return Checkpointed.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        return null;
      }
    },
    keep({ seq, hash, count }) {
      const partial = `${file}.${process.pid}`;
      try {
        const handle = openSync(partial, 'w', 0o600);
        try {
          writeSync(handle, `${JSON.stringify({ seq, hash, count })}\n`);
          fsyncSync(handle);
        } finally {
          closeSync(handle);
        }
        renameSync(partial, file);
      } finally {
        rmSync(partial, { force: true });
      }
    },
  };
}
