import { before, type Finding, hideDigits, isAsciiLetter, isDigit } from './mask-parts.ts';

/** Groups of digits that may belong to one number, and the signs that may stand between two of them. */
const mostGroups = 8;
const mostDigits = 17;
/** Fewer digits than this in a whole text are no phone, not even one without its city. */
const fewestDigits = 7;
const mostBetween = 4;
const between = /[ \t().\-‐-―−]/;

/** Countries whose numbers are known by their beginning also without a plus; how many digits such a number has. */
const neighbours: readonly (readonly [code: string, digits: number])[] = [
  ['375', 12],
  ['380', 12],
  ['992', 12],
  ['993', 11],
  ['994', 12],
  ['995', 12],
  ['996', 12],
  ['998', 12],
  ['374', 11],
  ['373', 11],
];
const longestBefore = 24;
const phoneWord = /(?<!\p{L})(?:тел|телефон\p{L}{0,3}|моб|мобильн\p{L}{0,3}|phone|tel|mobile)[^\p{L}\d]{0,6}$/iu;
const beforeUuidEnd = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-$/i;

/** `isNext`: it may go on with the number that the group before it belongs to. */
type Group = { start: number; end: number; isNext: boolean };

/** Phones of Russia and its neighbours in all their spellings, those of other countries with a plus, `00` or a word before. */
export function findPhones(text: string, found: Finding[]): void {
  const all = groupsIn(text);
  for (let first = 0; first < all.length; first += 1) {
    const last = numberFrom(text, all, first);
    if (last === -1) continue;
    const start = all[first]?.start ?? 0;
    const end = all[last]?.end ?? start;
    const digits = text.slice(start, end).replaceAll(/\D/g, '');
    const tail = digits.length < 10 ? 2 : 4;
    const head = Math.min(countryDigits(text, start, digits), digits.length - tail - 3);
    found.push({ start, end, hidden: hideDigits(text, start, end, head, tail) });
    first = last;
  }
}

/** The groups of digits in a text; none when all of them together are too few. */
function groupsIn(text: string): Group[] {
  const all: Group[] = [];
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const start = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    digits += at - start;
    all.push({ start, end: at, isNext: mayStandBetween(text, all.at(-1)?.end ?? -1, start) });
  }
  return digits < fewestDigits ? [] : all;
}

/** The last group of the number that begins at a group; −1 when none does. */
function numberFrom(text: string, all: readonly Group[], first: number): number {
  const start = all[first]?.start ?? 0;
  const plus = hasPlus(text, start);
  const isFree = plus || mayBegin(text, start);
  const isNamed = isAfterPhoneWord(text, start);
  if (!isFree && !isNamed) return -1;
  let digits = '';
  const lengths: number[] = [];
  let fallback = -1;
  for (let last = first; last < all.length && last < first + mostGroups; last += 1) {
    const group = all[last];
    if (group === undefined) break;
    if (last > first && !group.isNext) break;
    if (group.end - group.start > mostDigits) break;
    digits += text.slice(group.start, group.end);
    lengths.push(group.end - group.start);
    if (digits.length > mostDigits) break;
    if (!plus && !mayEnd(text, group.end)) continue;
    if (plus) {
      if (digits.length === wholeLength(digits)) return last;
      if (digits.length >= 8 && digits.length <= 15) fallback = last;
    } else if (isFree && isWhole(text, start, digits, lengths)) return last;
    if (isNamed && digits.length >= 7 && digits.length <= 15) fallback = last;
  }
  return fallback;
}

function mayStandBetween(text: string, from: number, to: number): boolean {
  if (from === -1 || to - from > mostBetween) return false;
  // A form writes a space as a plus.
  if (to - from === 1 && text.charAt(from) === '+') return true;
  for (let at = from; at < to; at += 1) if (!between.test(text.charAt(at))) return false;
  return true;
}

function isAfterPhoneWord(text: string, start: number): boolean {
  let at = start - 1;
  while (at >= 0 && start - at <= 7 && /[^\p{L}\d]/u.test(text.charAt(at))) at -= 1;
  // Before most numbers there is no word, and looking for it costs most of the time.
  return /\p{L}/u.test(text.charAt(at)) && phoneWord.test(before(text, start, longestBefore));
}

function hasPlus(text: string, start: number): boolean {
  const last = text.charAt(start - 1);
  return last === '+' || ((last === '(' || last === ' ') && text.charAt(start - 2) === '+');
}

/** Whether a number without a plus may begin here: not within a word, an id, or behind a decimal point. */
function mayBegin(text: string, start: number): boolean {
  const code = text.charCodeAt(start - 1);
  if (start === 0) return true;
  if (isAsciiLetter(code)) return false;
  if (code === 0x2e || code === 0x2c) return !/[\dA-Za-z]/.test(text.charAt(start - 2));
  if (code === 0x5f) return /^[78]9\d{9}(?!\d)/.test(text.slice(start, start + 12));
  return code !== 0x2d || !beforeUuidEnd.test(before(text, start, longestBefore));
}

function mayEnd(text: string, end: number): boolean {
  const code = text.charCodeAt(end);
  return end === text.length || (!isAsciiLetter(code) && code !== 0x5f);
}

/** How many digits a number with its country has, where that is known. */
function wholeLength(digits: string): number | null {
  if (digits.startsWith('7') || digits.startsWith('1')) return 11;
  return neighbours.find(([code]) => digits.startsWith(code))?.[1] ?? null;
}

function isWhole(text: string, start: number, digits: string, lengths: readonly number[]): boolean {
  const first = lengths[0] ?? 0;
  if (digits.length === 11 && /^[78][3-9]/.test(digits)) return [1, 4, 7, 11].includes(first);
  if (digits.length === 10) {
    if (text.charAt(start - 1) === '(' && first <= 5) return true;
    const form = lengths.join('-');
    return (
      (form === '10' && digits.startsWith('9')) || (/^[3489]/.test(digits) && /^3-(?:3-2-2|3-4|7|3-22)$/.test(form))
    );
  }
  if (digits.startsWith('00') && digits[2] !== '0') return digits.length >= 12;
  if (first !== 3 && first !== digits.length) return false;
  return neighbours.some(([code, length]) => length === digits.length && digits.startsWith(code));
}

function countryDigits(text: string, start: number, digits: string): number {
  if (digits.length < 10) return 0;
  if (digits.startsWith('00')) return 4;
  if (neighbours.some(([code, length]) => length === digits.length && digits.startsWith(code))) return 3;
  if (digits.length === 11 && /^[178]/.test(digits)) return 1;
  if (hasPlus(text, start)) return /^[17]/.test(digits) ? 1 : 2;
  return 0;
}
