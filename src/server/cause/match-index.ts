import type { Channel } from './channel.ts';
import type { Match } from './catalogue.ts';
import { rows } from './rows.ts';

/** Kinds of evidence, most telling first. */
export const tiers = ['number', 'word', 'text', 'enhanced', 'reply', 'sql', 'system', 'status', 'wrapper'] as const;
export type Tier = (typeof tiers)[number];

/** A row that some evidence points to, if the step's channel and provider allow. */
export type Candidate = { row: number; channels: ReadonlySet<Channel> | null; provider: readonly string[] | null };

export type Pattern = Candidate & {
  tier: Tier;
  /** Lower-cased pieces between the `…`. */
  parts: readonly string[];
  /** The words of code in which the pattern counts, as written and in capitals; null: in any case. */
  spelt: readonly string[] | null;
  /** Letters, digits and `_` may not touch it on this side. */
  wholeFrom: boolean;
  wholeTo: boolean;
  /** Tells of a failure also where an app wrote it as an ordinary message. */
  distinct: boolean;
};

/** Same length as the text it is given: positions in one are positions in the other, but for rare capitals like `İ`. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replaceAll('\u00a0', ' ').replaceAll('ё', 'е');
}

const byNumber = new Map<number, Candidate[]>();
const byReply = new Map<number, Candidate[]>();
const byStatus = new Map<number, Candidate[]>();
const byField = new Map<string, Candidate[]>();
const byKey = new Map<number, Pattern[]>();
const gate = new Uint8Array(1 << 16);

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const keyLength = 4;

function keyAt(text: string, at: number): number {
  return (
    Math.imul(
      Math.imul(Math.imul(text.charCodeAt(at), 31) + text.charCodeAt(at + 1), 31) + text.charCodeAt(at + 2),
      31,
    ) + text.charCodeAt(at + 3)
  );
}

function addPattern(pattern: Pattern): void {
  const first = pattern.parts[0] ?? '';
  if (first.length < keyLength) throw new Error(`too short to look for: "${pattern.parts.join('…')}"`);
  const key = keyAt(first, 0);
  gate[key & 0xffff] = 1;
  add(byKey, key, pattern);
}

/** `expired`, `qr`: everyday words that are codes only where a code is expected. */
const plain = /^[a-z]+$/;
const compoundCode = /[_\d]|[a-z][A-Z]|[a-z]-[a-z]/;

function wordPattern(word: string, candidate: Candidate, tier: Tier): void {
  const prefix = word.endsWith('…');
  const written = prefix ? word.slice(0, -1) : word;
  add(byField, written.toLowerCase(), candidate);
  if (tier === 'word' && (plain.test(written) || written.length < keyLength)) return;
  addPattern({
    ...candidate,
    tier,
    parts: [fold(written)],
    spelt: [written, written.toUpperCase()],
    wholeFrom: true,
    wholeTo: !prefix,
    distinct: tier === 'word' && candidate.provider === null && compoundCode.test(written) && !everyday.has(written),
  });
}

/** Codes and sentences that are also the names of ordinary things. */
const everyday = new Set([
  'VALIDATION_ERROR',
  'замена sim-карты',
  'looks like spam',
  'https required',
  'chat not found',
]);

/** A provider's sentence that nobody says by chance: the longer where it counts only in certain steps. */
function isDistinctText(text: string, code: string, isLimited: boolean): boolean {
  if (/^(?:ht|nt|db|js|en)-/.test(code) || everyday.has(text)) return false;
  return text.length >= (isLimited ? 20 : 14) && text.includes(' ') && !/^\(#\d+\) ?$/.test(text);
}

function addMatch(row: number, code: string, match: Match): void {
  const candidate: Candidate = {
    row,
    channels: match.channels === undefined ? null : new Set(match.channels),
    provider: match.provider === undefined ? null : match.provider.map(fold),
  };
  for (const number of match.codes ?? []) add(byNumber, number, candidate);
  for (const reply of match.smtpReplies ?? []) add(byReply, reply, candidate);
  for (const status of match.httpStatuses ?? []) add(byStatus, status, candidate);
  for (const word of match.words ?? []) wordPattern(word, candidate, 'word');
  for (const word of match.system ?? []) wordPattern(word, candidate, 'system');
  for (const word of match.sql ?? []) wordPattern(word, candidate, 'sql');
  for (const [texts, tier] of [
    [match.texts, 'text'],
    [match.wrappers, 'wrapper'],
    [match.smtpEnhanced, 'enhanced'],
  ] as const) {
    for (const text of texts ?? []) {
      const parts = fold(text).split('…');
      const isLimited = candidate.channels !== null || candidate.provider !== null;
      const distinct = tier === 'text' && isDistinctText(text, code, isLimited);
      addPattern({ ...candidate, tier, parts, spelt: null, wholeFrom: false, wholeTo: false, distinct });
    }
  }
}

for (const [index, row] of rows.entries()) for (const match of row.match) addMatch(index, row.code, match);

export function rowsOfNumber(number: number): readonly Candidate[] | undefined {
  return byNumber.get(number);
}
export function rowsOfReply(reply: number): readonly Candidate[] | undefined {
  return byReply.get(reply);
}
export function rowsOfStatus(status: number): readonly Candidate[] | undefined {
  return byStatus.get(status);
}
/** Rows of a word that stands where a code is expected: alone in a field of an answer. */
export function rowsOfField(word: string): readonly Candidate[] | undefined {
  return byField.get(word.toLowerCase());
}

function isWordAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || code === 95 || (code >= 0x430 && code <= 0x451);
}

function isDigitAt(text: string, at: number): boolean {
  const code = at < 0 ? 0 : text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** How far apart the pieces of a sentence may be. */
const gap = 200;

/** Where the pattern's first piece ends, or -1 when it does not stand at `at`. */
function endOf(pattern: Pattern, lower: string, original: string, at: number): number {
  const first = pattern.parts[0]!;
  if (!lower.startsWith(first, at)) return -1;
  const end = at + first.length;
  if (pattern.wholeFrom && isWordAt(lower, at - 1)) return -1;
  if (pattern.wholeTo && isWordAt(lower, end)) return -1;
  if (isDigitAt(first, 0) && (isDigitAt(lower, at - 1) || (lower[at - 1] === '.' && isDigitAt(lower, at - 2))))
    return -1;
  if (isDigitAt(first, first.length - 1)) {
    if (isDigitAt(lower, end) || (lower[end] === '.' && isDigitAt(lower, end + 1))) return -1;
  }
  if (pattern.spelt !== null && !pattern.spelt.includes(original.slice(at, end))) return -1;
  let from = end;
  for (let index = 1; index < pattern.parts.length; index += 1) {
    const part = pattern.parts[index]!;
    const found = lower.slice(from, from + gap + part.length).indexOf(part);
    if (found < 0) return -1;
    from += found + part.length;
  }
  return end;
}

/** Calls `found` for each pattern that stands in the text; one pass, whatever the number of patterns. */
export function scan(
  original: string,
  lower: string,
  found: (pattern: Pattern, at: number, end: number) => void,
): void {
  const text = original.length === lower.length ? original : lower;
  for (let at = 0; at + keyLength <= lower.length; at += 1) {
    const key = keyAt(lower, at);
    if (gate[key & 0xffff] === 0) continue;
    const patterns = byKey.get(key);
    if (patterns === undefined) continue;
    for (const pattern of patterns) {
      const end = endOf(pattern, lower, text, at);
      if (end >= 0) found(pattern, at, end);
    }
  }
}
