import { createHash } from 'node:crypto';
import { Problem } from '#contract/problem.ts';
import type { EntryKey } from './journal-store.ts';

/** Years before 1970 have negative moments; ids have none. */
const idEpoch = 62_167_219_200_000;
const momentDigits = 10;

/** An entry's id in links: its place in the journal, so that finding it needs no index of ids. */
export function entryIdOf({ at, no }: EntryKey): string {
  return `e${(at + idEpoch).toString(36).padStart(momentDigits, '0')}${no.toString(36)}`;
}

/** The place an entry id stands for; null when it is none of ours. */
export function entryKeyOf(id: string): EntryKey | null {
  const at = Number.parseInt(id.slice(1, 1 + momentDigits), 36) - idEpoch;
  const no = Number.parseInt(id.slice(1 + momentDigits), 36);
  return Number.isSafeInteger(at) && Number.isSafeInteger(no) ? { at, no } : null;
}

/**
 * An opaque cursor: two numbers that name a place, bound to the list and filter that they came from.
 * `scope` is anything that tells that list from others.
 */
export function writeCursor(scope: unknown, place: readonly [number, number]): string {
  return Buffer.from(JSON.stringify([hash(scope), ...place])).toString('base64url');
}

/** @throws Problem cursor_invalid for one that is garbled or belongs to another list or filter */
export function readCursor(scope: unknown, cursor: string): [number, number] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    parts = null;
  }
  if (Array.isArray(parts) && parts.length === 3 && parts[0] === hash(scope)) {
    const [first, second] = [parts[1], parts[2]];
    if (Number.isSafeInteger(first) && Number.isSafeInteger(second)) return [first, second];
  }
  throw new Problem('cursor_invalid', 'the cursor belongs to another list or filter; start from the first page');
}

function hash(scope: unknown): string {
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 8);
}
