import { harmlessValues, sentenceWords, type NameRule } from './secret-rules.ts';

/** Where a secret stands in a text. */
export type Span = { start: number; end: number; rule: string };

/** What replaces a secret. A text that is one mark and nothing else is done with. */
export const markShape = /‹secret:[a-z-]{1,24}:[\da-f]{4}›/y;

export function isMark(text: string): boolean {
  if (text.length > 48) return false;
  markShape.lastIndex = 0;
  return markShape.test(text) && markShape.lastIndex === text.length;
}

const scheme =
  /^(bearer|basic|digest|token|apikey|key|oauth|negotiate|ntlm|hawk|hmac|aws4-hmac-sha256)(?=[\s:+=,]|$)[\s:+]*/i;
const eventToken = /^[^|\s‹]{1,64}\|[^|\s‹]{1,128}\|([^|\s]{1,64}\.[\da-f]{40,128})$/i;
const eventTokenDone = /^[^|\s‹]{1,64}\|[^|\s‹]{1,128}\|‹secret:event-token:[\da-f]{4}›$/;
const cookieAttribute =
  /^\s*(?:secure|httponly|partitioned|(?:path|domain|max-age|samesite|priority)\s*=[\w./-]*|expires\s*=[\w :,-]{0,40})\s*$/i;

/**
 * Finds what is secret in a value that a secret name holds, `text` from `start` to `end`. In running text (`loose`) the name may
 * be a word of a sentence, "access token: Session has expired": there the value must look like one.
 */
export function judgeValue(
  rule: NameRule,
  text: string,
  from: number,
  to: number,
  loose: boolean,
  found: Span[],
): void {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  if (start === end) return;
  const value = start === 0 && end === text.length ? text : text.slice(start, end);
  if (isMark(value) || eventTokenDone.test(value) || /^[*•]+$/.test(value)) return;
  if (rule.kind === 'cookie') {
    if (loose && !value.includes('=') && !looksRandom(value)) return;
    judgeCookie(value, start, found);
    return;
  }
  const word = value.length <= 16 ? value.toLowerCase() : '';
  if (harmlessValues.has(word)) return;
  if (loose && (sentenceWords.has(word) || !looseSecret(rule, value))) return;
  if (rule.kind === 'digits') {
    if (/^\d{3,}$/.test(value)) found.push({ start, end, rule: rule.rule });
    return;
  }
  if (rule.kind === 'likely' && !looksRandom(value)) return;
  const schemed = rule.rule === 'password' ? null : scheme.exec(value);
  if (schemed !== null && (rule.kind === 'authorization' || /\s/.test(schemed[0]))) {
    const rest = start + schemed[0].length;
    const name = (schemed[1] ?? '').toLowerCase();
    if (rest === end || isMark(text.slice(rest, end))) return;
    found.push({ start: rest, end, rule: name === 'bearer' || name === 'basic' ? name : rule.rule });
    return;
  }
  const signed = eventToken.exec(value);
  if (signed !== null) start = end - (signed[1] ?? '').length;
  found.push({ start, end, rule: signed === null ? rule.rule : 'event-token' });
}

function judgeCookie(value: string, offset: number, found: Span[]): void {
  let first = true;
  for (let at = 0; at <= value.length; first = false) {
    const stop = value.indexOf(';', at);
    const end = stop < 0 ? value.length : stop;
    const part = value.slice(at, end);
    if (first || part.length > 80 || !cookieAttribute.test(part)) {
      const start = at + part.indexOf('=') + 1;
      const content = value.slice(start, end).trim();
      if (content !== '' && !isMark(content)) {
        const lead = value.slice(start, end).indexOf(content);
        found.push({ start: offset + start + lead, end: offset + start + lead + content.length, rule: 'cookie' });
      }
    }
    at = end + 1;
  }
}

/** Made by a machine rather than written by a person: long without a space, or with digits or signs or capitals within. */
export function looksRandom(value: string): boolean {
  // What holds a mark has been judged before, by what it was then.
  if (value.length < 6 || /[\s‹]/.test(value) || /^https?:/i.test(value) || /^\d{4}-\d\d-\d\d/.test(value))
    return false;
  return (value.length >= 16 && /^[!-~]+$/.test(value)) || /\d|[_=~!@#$^*]|[a-z][A-Z]/.test(value);
}

function looseSecret(rule: NameRule, value: string): boolean {
  if (rule.kind === 'authorization') return true;
  return rule.rule === 'password' ? /^[!-~]{4,}$/.test(value) : looksRandom(value);
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
