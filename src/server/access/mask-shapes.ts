import type { MaskKind } from '#contract/masking.ts';
import { before, dots, type Finding, hideDigits, isAsciiLetter } from './mask-parts.ts';

const longestLocal = 64;
const inLocal = /[\p{L}\p{N}._%+'-]/u;
const domain = /[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/uy;
const lastLabel = /\.(?=\p{L})[\p{L}\p{N}-]{2,63}$/u;

/** E-mails: the first letter and the domain stay. */
export function findEmails(text: string, found: Finding[]): void {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < longestLocal && inLocal.test(text.charAt(start - 1))) start -= 1;
    // A full stop or a sign before it belongs to the sentence.
    while (start < at && !/[\p{L}\p{N}]/u.test(text.charAt(start))) start += 1;
    if (start === at) continue;
    domain.lastIndex = at + 1;
    const host = domain.exec(text)?.[0].replace(/-+$/, '') ?? '';
    if (!lastLabel.test(host)) continue;
    found.push({ start, end: at + 1 + host.length, hidden: [hideLocal(start, at)] });
  }
}

/** Of a local part its first letter stays, unless it is all there is. */
export function hideLocal(start: number, at: number): { start: number; end: number; put: string } {
  return { start: at - start > 1 ? start + 1 : start, end: at, put: dots };
}

const cutMark = '…';
const longestCut = 80;
const cutNumber = /(?<![\p{L}\p{N}_])\+?\(?\d[\d ().\-–]{2,24}$/u;
const cutEmail = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}.-]{0,64}$/u;

/** Where a text was cut for a list, what stands at its end may be the most of a number or of an e-mail. */
export function findCut(text: string, kinds: ReadonlySet<MaskKind>, found: Finding[]): void {
  if (!text.endsWith(cutMark)) return;
  const end = text.length - cutMark.length;
  const tail = before(text, end, longestCut);
  const number = kinds.has('phone') || kinds.has('document') ? cutNumber.exec(tail)?.[0] : undefined;
  if (number !== undefined) {
    const start = end - number.length;
    found.push({ start, end, hidden: hideDigits(text, start, end, 0, 0) });
  }
  const email = kinds.has('email') ? cutEmail.exec(tail)?.[0] : undefined;
  if (email !== undefined) {
    const start = end - email.length;
    found.push({ start, end, hidden: [hideLocal(start, start + email.indexOf('@'))] });
  }
}

const mayDocument = /\d{6}|\d{3}[ -]\d\d(?!\d)/;
const snilsForm = /(?<![\d-])\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)/g;
const passportForm = /(?<!\d)\d{2} ?\d{2}[ ,]{0,3}(?:номер|№|N|no)?[ .:№]{0,3}\d{6}(?!\d)/giu;
const spacedPassport = /^\d{2} \d{2} \d{6}$/;
const wholeGroup = /(?<!\d)\d{10,12}(?!\d)/g;
const wordsBefore = 40;
const innWord = /(?<!\p{L})(?:инн|inn)(?:\s?\/\s?кпп)?[^\p{L}\d]{0,6}$/iu;
const snilsWord = /(?<!\p{L})(?:снилс|snils)[^\p{L}\d]{0,6}$/iu;
const passportWord = /(?:паспорт|passport|(?<!\p{L})сери[яи](?!\p{L}))[^\d]{0,24}$/iu;

/** Numbers of documents: by their checksum, by their form, or by the word before them. Two digits stay. */
export function findDocuments(text: string, found: Finding[]): void {
  if (!mayDocument.test(text)) return;
  const take = (start: number, end: number): void => {
    found.push({ start, end, hidden: hideDigits(text, start, end, 0, 2) });
  };
  each(snilsForm, text, (match, start, end) => take(start, end));
  each(passportForm, text, (match, start, end) => {
    if (spacedPassport.test(match) || passportWord.test(before(text, start, wordsBefore))) take(start, end);
  });
  each(wholeGroup, text, (digits, start, end) => {
    if (isAsciiLetter(text.charCodeAt(start - 1)) || isAsciiLetter(text.charCodeAt(end))) return;
    const near = before(text, start, wordsBefore);
    if (digits.length === 11 ? isSnils(digits) || snilsWord.test(near) : innWord.test(near)) take(start, end);
    else if (digits.length === 12 && isPersonalInn(digits)) take(start, end);
  });
}

const innWeights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

/** The INN of a person has two check digits. That of an organisation is in the public register and is no personal data. */
function isPersonalInn(digits: string): boolean {
  const check = (length: number): number => {
    const weights = innWeights.slice(innWeights.length - length);
    return (weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11) % 10;
  };
  return check(10) === Number(digits[10]) && check(11) === Number(digits[11]) && !/^0+$/.test(digits);
}

function isSnils(digits: string): boolean {
  const sum = Array.from(digits.slice(0, 9)).reduce((total, digit, at) => total + Number(digit) * (9 - at), 0);
  return (sum % 101) % 100 === Number(digits.slice(9)) && !/^0+$/.test(digits);
}

const fourNumbers = /(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?!\w|\.\d)/g;
const hexGroups = /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,8}(?![\w:])/gi;

/** Network addresses: the network's half stays. */
export function findAddresses(text: string, found: Finding[]): void {
  if (/\d\.\d/.test(text))
    each(fourNumbers, text, (match, start, end) => {
      const parts = match.split('.');
      if (parts.some((part) => Number(part) > 255) || /^(?:127|0)\./.test(match)) return;
      // `Chrome/120.0.0.0` is a version.
      if (/[A-Za-z]\/$/.test(before(text, start, 2))) return;
      const kept = start + (parts[0]?.length ?? 0) + (parts[1]?.length ?? 0) + 2;
      found.push({ start, end, hidden: [{ start: kept, end, put: `${dots}.${dots}` }] });
    });
  if (/:[\da-f]{0,4}:/i.test(text))
    each(hexGroups, text, (match, start, end) => {
      const short = match.split('::').length - 1;
      const isAddress = short === 1 || (short === 0 && match.split(':').length === 8);
      if (!isAddress || match.length < 5 || !/\d/.test(match)) return;
      const kept = /^[\da-f]*:[\da-f]*:/i.exec(match)?.[0].length ?? 0;
      if (kept < match.length) found.push({ start, end, hidden: [{ start: start + kept, end, put: dots }] });
    });
}

function each(pattern: RegExp, text: string, take: (match: string, start: number, end: number) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text))
    take(match[0], match.index, match.index + match[0].length);
}
