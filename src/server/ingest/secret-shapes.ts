import { isMark, looksRandom, type Span } from './secret-judge.ts';
import { cardRanges, prefixes, prefixStart } from './secret-rules.ts';

/**
 * Secrets that are known by their own look, wherever they stand. Each search goes on from where the last one ended and looks a
 * bounded way back, so the time grows with the text and not with its square, whatever the text.
 */
export function findShapes(text: string, found: Span[]): void {
  findPrefixed(text, found);
  findPrivateKeys(text, found);
  findUserInfo(text, found);
  findSchemes(text, found);
  findCards(text, found);
  each(webhookPath, text, (match) => {
    if (!methodName.test(match[1] ?? '')) spanOfGroup(match, 'webhook', found);
  });
  each(eventSignature, text, (match) => spanOfGroup(match, 'event-token', found));
  each(botToken, text, (match) => {
    // `dealId:uuid` has the same look.
    if (!uuidAfterColon.test(match[0]))
      found.push({ start: match.index, end: match.index + match[0].length, rule: 'bot-token' });
  });
}

const webhookPath = /[\\/]{1,4}rest[\\/]{1,8}\d{1,12}[\\/]{1,8}([^\s\\/?#"'<>‹›]{6,256})/gi;
const methodName = /^[a-z]+(?:\.[a-z]+){1,6}$/i;
const eventSignature = /\|([^|\s‹›]{1,64}\.[\da-f]{40,128})(?![\da-z])/gi;
const botToken = /(?<!\d)\d{6,12}:[\w-]{30,}/g;
const uuidAfterColon = /:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const inRun = /[\w-]/;

function each(pattern: RegExp, text: string, take: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) take(match);
}

function spanOfGroup(match: RegExpExecArray, rule: string, found: Span[]): void {
  const end = match.index + match[0].length;
  found.push({ start: end - (match[1] ?? '').length, end, rule });
}

/** So much of a token shows its shape; looking at all of it at each start within it would be quadratic. */
const shapeLength = 64;

function runEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && inRun.test(text[end]!)) end += 1;
  return end;
}

function findPrefixed(text: string, found: Span[]): void {
  // One run may hold many starts: its end, and that no JWT begins in it, are found out once.
  let end = 0;
  let noJwtUntil = 0;
  prefixStart.lastIndex = 0;
  for (let match = prefixStart.exec(text); match !== null; match = prefixStart.exec(text)) {
    const body = match.index + match[0].length;
    if (body > end) end = runEnd(text, body);
    if (match[0] === 'eyJ') {
      if (end <= noJwtUntil) continue;
      const stop = end - match.index >= 10 ? jwtEnd(text, end) : end;
      if (stop === end) {
        if (end - match.index >= 10) noJwtUntil = end;
        continue;
      }
      found.push({ start: match.index, end: stop, rule: 'jwt' });
      prefixStart.lastIndex = end = stop;
      continue;
    }
    const prefix = prefixes.find((one) => one.starts.test(match[0]));
    if (prefix === undefined || end - body < prefix.least) continue;
    if (prefix.exact !== undefined && !prefix.exact.test(text.slice(body, Math.min(end, body + shapeLength)))) continue;
    found.push({ start: match.index, end, rule: prefix.rule });
    prefixStart.lastIndex = end;
  }
}

/** The end of a JWT (three parts) or JWE (five) whose first part ends at `first`; `first` when it is none. */
function jwtEnd(text: string, first: number): number {
  if (text[first] !== '.') return first;
  const second = runEnd(text, first + 1);
  if (second - first < 5) return first;
  // Without a third part it may be cut: two parts of JSON are proof enough.
  if (text[second] !== '.') return text.startsWith('eyJ', first + 1) ? second : first;
  let end = runEnd(text, second + 1);
  for (let more = 0; more < 2 && text[end] === '.' && end > second + 1; more += 1) {
    const next = runEnd(text, end + 1);
    if (next - end < 8) break;
    end = next;
  }
  return end;
}

const keyBegins = /-----BEGIN[ +][A-Z\d +]{0,40}PRIVATE[ +]KEY(?:[ +]BLOCK)?-----/gi;
const cutKey = /[A-Za-z\d+/=\s\\:,-]*/y;

function findPrivateKeys(text: string, found: Span[]): void {
  let noEnd = false;
  keyBegins.lastIndex = 0;
  for (let match = keyBegins.exec(text); match !== null; match = keyBegins.exec(text)) {
    const body = match.index + match[0].length;
    let end = noEnd ? -1 : text.indexOf('-----END', body);
    if (end < 0) {
      // The message was cut, or the line is only spoken of: what could be a key goes, a sentence stays.
      noEnd = true;
      cutKey.lastIndex = body;
      end = body + (cutKey.exec(text)?.[0].length ?? 0);
    }
    const content = text.slice(body, end).replace(/^(?:\s|\\[nr])+/, '');
    if (content.length >= 16 && !isMark(content.trimEnd())) {
      found.push({
        start: end - content.length,
        end: end - content.length + content.trimEnd().length,
        rule: 'private-key',
      });
    }
    keyBegins.lastIndex = end;
  }
}

const afterHost = /[\s/?#\\"'`<>]/g;

function findUserInfo(text: string, found: Span[]): void {
  for (let colon = text.indexOf('://'); colon >= 0; colon = text.indexOf('://', colon + 3)) {
    const start = colon + 3;
    afterHost.lastIndex = start;
    const stop = afterHost.exec(text)?.index ?? text.length;
    const before = text.slice(start, stop);
    const info = before.slice(0, Math.max(0, before.lastIndexOf('@')));
    // "https://site.ru,ivan@site.ru" is a list; ssh://git@host tells nothing.
    const list = /[,;]/.test(info) && !info.includes(':');
    if (info !== '' && !list && info !== 'git' && !isMark(info))
      found.push({ start, end: start + info.length, rule: 'url' });
  }
}

const schemeStart = /(?<![A-Za-z])(bearer|basic)(?:\s{1,64}|\s{0,8}[:=]\s{0,64})["']?/gi;
const schemeValue = /[\w.~+/=-]{1,}/y;

function findSchemes(text: string, found: Span[]): void {
  schemeStart.lastIndex = 0;
  for (let match = schemeStart.exec(text); match !== null; match = schemeStart.exec(text)) {
    const start = match.index + match[0].length;
    schemeValue.lastIndex = start;
    const value = (schemeValue.exec(text)?.[0] ?? '').replace(/\.{1,3}$/, '');
    const rule = (match[1] ?? '').toLowerCase();
    // "Basic 2026-2027" is a tariff: besides `user:password` in base64 only a long value counts.
    const isPair = value.length >= 8 && /^[ -~]*:[ -~]*$/.test(Buffer.from(value, 'base64').toString('latin1'));
    if (!isPair && (!looksRandom(value) || (rule === 'basic' && value.length < 16))) continue;
    found.push({ start, end: start + value.length, rule });
    schemeStart.lastIndex = start + value.length;
  }
}

const card =
  /(?<![\w+])(?<!\d[-.])(?:[2-6]\d{12,18}|[2-6]\d{3}([\s-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3}(?!\d))?|3\d{3}([\s-])\d{6}\2\d{4,5})(?!\w|[-.]\d)/g;

function findCards(text: string, found: Span[]): void {
  card.lastIndex = 0;
  for (let match = card.exec(text); match !== null; match = card.exec(text)) {
    // "4111 1111 1111 1111 12/26": what follows the sixteenth digit may be something else.
    const shorter = /^\d{4}[\s-]\d{4}[\s-]\d{4}[\s-]\d{4}/.exec(match[0])?.[0];
    const number = isCard(match[0]) ? match[0] : shorter !== undefined && isCard(shorter) ? shorter : null;
    if (number === null) card.lastIndex = match.index + 1;
    else found.push({ start: match.index, end: match.index + number.length, rule: 'card' });
  }
}

/** A payment card's number: a range in use and a right check digit. Spaces and dashes are passed over. */
export function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  if (!cardRanges.some((range) => range.test(digits))) return false;
  let sum = 0;
  for (let index = digits.length - 1, twice = false; index >= 0; index -= 1, twice = !twice) {
    const digit = digits.charCodeAt(index) - 0x30;
    sum += twice ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
