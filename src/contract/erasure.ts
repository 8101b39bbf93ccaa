import * as z from 'zod/mini';
import { auditActorKinds } from './audit.ts';
import { CardId, CardType } from './card.ts';
import { Moment } from './ids.ts';

/** Whom an erasure is about. */
export const erasureKinds = ['phone', 'email', 'card'] as const;
export const ErasureKind = z.enum(erasureKinds);
export type ErasureKind = z.infer<typeof ErasureKind>;

/** `value`: a phone in any spelling, an e-mail, or a card as `deal:12`. */
export const ErasureSubject = z
  .object({ kind: ErasureKind, value: z.string().check(z.maxLength(400)) })
  .check(z.refine(({ kind, value }) => normalSubject(kind, value) !== null, { path: ['value'] }));
export type ErasureSubject = z.infer<typeof ErasureSubject>;

/** `texts`: of all of them, also of templates, stages and notes, which are in no other count. */
export const ErasureCounts = z.object({
  cards: z.number(),
  processes: z.number(),
  entries: z.number(),
  texts: z.number(),
});
export type ErasureCounts = z.infer<typeof ErasureCounts>;

/** What an erasure would touch. */
export const ErasurePreview = z.object({
  /** Masked: `+7 ••• •••-12-34`. */
  subject: z.string(),
  counts: ErasureCounts,
  /** False: time ran out before everything was looked through, so there may be more. */
  isWhole: z.boolean(),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;

/**
 * `settling`: nothing is left in the store's tables, and its files are being cleared of it. `failed`: the instance has another
 * key than when it began, so nobody knows any more whom it was about.
 */
export const erasureStates = ['running', 'settling', 'done', 'failed'] as const;
export type ErasureState = (typeof erasureStates)[number];

export const Erasure = z.object({
  erasure: z.string(),
  kind: ErasureKind,
  subject: z.string(),
  state: z.enum(erasureStates),
  by: z.object({ kind: z.enum(auditActorKinds), name: z.nullable(z.string()) }),
  beganAt: Moment,
  endedAt: z.nullable(Moment),
  counts: ErasureCounts,
});
export type Erasure = z.infer<typeof Erasure>;

const longestEmail = 254;
const emailForm = /^[\p{L}\p{N}.!#$&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+$/u;

/** What is one subject however it is written; null: it is none of this kind. */
export function normalSubject(kind: ErasureKind, value: string): string | null {
  const text = value.trim();
  if (kind === 'phone') return normalPhone(text);
  if (kind === 'card') return normalCard(text);
  const email = text.normalize('NFC').toLowerCase();
  return email.length <= longestEmail && emailForm.test(email) ? email : null;
}

/** All digits with the country's; a number without one is taken for one of country 7. */
function normalPhone(text: string): string | null {
  if (!/^\+?[\d\s().\u00A0\u2010-\u2015-]+$/.test(text)) return null;
  const all = text.replaceAll(/\D/g, '');
  if (text.startsWith('+')) return hasLength(all, 8) ? all : null;
  if (all.startsWith('00')) return hasLength(all.slice(2), 8) ? all.slice(2) : null;
  if (all.length === 10) return `7${all}`;
  if (all.length === 11 && all.startsWith('8')) return `7${all.slice(1)}`;
  return hasLength(all, 11) ? all : null;
}

function hasLength(digits: string, least: number): boolean {
  return digits.length >= least && digits.length <= 15 && !digits.startsWith('0') && isWholeNumber(digits);
}

/** Of country 7 all numbers are as long: one digit less or more is a slip of the hand. */
function isWholeNumber(digits: string): boolean {
  return !digits.startsWith('7') || digits.length === 11;
}

function normalCard(text: string): string | null {
  const at = text.indexOf(':');
  const card = [CardType.safeParse(text.slice(0, at).trim()), CardId.safeParse(text.slice(at + 1).trim())] as const;
  return at > 0 && card[0].success && card[1].success ? `${card[0].data}:${card[1].data}` : null;
}
