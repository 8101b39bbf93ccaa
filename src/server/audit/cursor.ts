import { createHmac, timingSafeEqual } from 'node:crypto';
import { Problem } from '#contract/problem.ts';

/*
 * Where a listing of the audit log goes on. Signed, unlike the cursors of other lists: whoever asks for a first page is
 * noted, and a cursor that could be made up would be a way to read without that.
 */

const forms = /^([1-9]\d{0,15})\.([\w-]{43})$/;

function sign(key: Buffer, listing: unknown, seq: number): string {
  return createHmac('sha256', key)
    .update(JSON.stringify([listing, seq]))
    .digest('base64url');
}

/** `listing`: anything that tells this listing from others, who reads it among that. */
export function writeAuditCursor(key: Buffer, listing: unknown, seq: number): string {
  return `${seq}.${sign(key, listing, seq)}`;
}

/** The event that the page before ended with. @throws Problem cursor_invalid for one that is not of this listing */
export function readAuditCursor(key: Buffer, listing: unknown, cursor: string): number {
  const [, seq = '', mark = ''] = forms.exec(cursor) ?? [];
  const right = Buffer.from(sign(key, listing, Number(seq)));
  const given = Buffer.from(mark);
  if (given.length === right.length && timingSafeEqual(given, right)) return Number(seq);
  throw new Problem('cursor_invalid', 'the cursor belongs to another list or filter; start from the first page');
}
