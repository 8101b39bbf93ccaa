import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EntryKey, Flags } from '#server/store/journal-store.ts';

/** Entries read in one go: few at first, for one may be a megabyte, then as many as make up so much text. */
const firstAtOnce = 20;
const mostAtOnce = 1_000;
const charactersAtOnce = 4_000_000;

export type Fingerprint = { entries: number; sha256: string };
export type TakeFingerprint = (portalNo: number, processNo: number, lastNo: number) => Promise<Fingerprint>;

/**
 * SHA-256 over the entries of a journal up to a number of the portal's: a line of JSON each, in the journal's order,
 * without level and cause, which a provider's later report may change. One journal at a time, part by part, so that
 * others get their turn and memory stays small however long it is.
 */
export function createEvidence(flags: Pick<Flags, 'evidence'>): TakeFingerprint {
  let before: Promise<unknown> = Promise.resolve();

  async function take(portalNo: number, processNo: number, lastNo: number): Promise<Fingerprint> {
    const hash = createHash('sha256');
    let entries = 0;
    let limit = firstAtOnce;
    for (let after: EntryKey | null = null; ;) {
      const rows = await flags.evidence(portalNo, processNo, lastNo, after, limit);
      let characters = 0;
      for (const { at, no, told } of rows) {
        const line = `${JSON.stringify([at, no, ...told])}\n`;
        characters += line.length;
        hash.update(line);
      }
      entries += rows.length;
      after = rows.at(-1) ?? null;
      if (rows.length < limit || after === null) return { entries, sha256: hash.digest('hex') };
      const fitting = Math.floor(charactersAtOnce / (characters / rows.length));
      limit = Math.min(mostAtOnce, limit * 10, Math.max(1, fitting));
      await nextTurn();
    }
  }

  return async (portalNo, processNo, lastNo) => {
    const taken = before.then(async () => await take(portalNo, processNo, lastNo));
    before = taken.catch(() => undefined);
    return await taken;
  };
}
