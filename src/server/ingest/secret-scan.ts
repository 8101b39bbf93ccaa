import { judgeValue, markShape, type Span } from './secret-judge.ts';
import { secretName } from './secret-names.ts';
import { hint, nameStem, type NameRule } from './secret-rules.ts';
import { findShapes } from './secret-shapes.ts';
import { viewsOf } from '#server/access/text-view.ts';

/** False for nearly every text, at little cost: no rule can find anything in it. */
export function maySecret(text: string): boolean {
  return hint.test(text);
}

/** Secrets of a text in running order, none overlapping. */
export function findSecrets(text: string): Span[] {
  const all: Span[] = [];
  for (const view of viewsOf(text)) {
    const found: Span[] = [];
    findNamed(view.text, found);
    findShapes(view.text, found);
    const { at } = view;
    for (const { start, end, rule } of found)
      all.push(at === null ? { start, end, rule } : { start: at[start]!, end: at[end]!, rule });
  }
  if (all.length < 2) return all;
  all.sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: Span[] = [];
  for (const span of all) {
    const last = merged.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

const inName = /[\w.$-]/;
/** Between a name and its value: closing quotes and brackets, then one of `=`, `:`, `=>`, `->`, `:=`, `==`, PHP's `;s:3:`. */
const separator = /[\\"'`\]]{0,300}[^\S\r\n]{0,64}(?:=>|->|[:=]{1,2}|;s:\d{1,7}:)/y;
const blanks = /\s*/y;
/** `string(3) "abc"` of a PHP dump, an array's bracket before a quoted text, a CDATA section. */
const beforeValue = /(?:string|str)\(\d{1,7}\)\s{0,8}|[[(]\s{0,64}(?=[\\"'`])|<!\[CDATA\[/iy;
const opening = /(\\{0,300})(["'`])/y;
const literal = /^(?:-?\d[\d.eE+-]{0,40}|true|false|null)$/;
const compound = /[_$.-]|[a-z][A-Z]|[A-Z]{2}/;

/** `name: value` in all its spellings. */
function findNamed(text: string, found: Span[]): void {
  let done = 0;
  nameStem.lastIndex = 0;
  for (let hit = nameStem.exec(text); hit !== null; hit = nameStem.exec(text)) {
    let start = hit.index;
    let end = hit.index + hit[0].length;
    if (start < done) start = done;
    while (start > done && inName.test(text[start - 1]!)) start -= 1;
    while (end < text.length && inName.test(text[end]!)) end += 1;
    nameStem.lastIndex = done = end;
    if (text.charCodeAt(start - 1) === 0x2039) {
      markShape.lastIndex = start - 1;
      if (markShape.test(text)) {
        nameStem.lastIndex = done = markShape.lastIndex;
        continue;
      }
    }
    const rule = secretName(text.slice(start, end));
    if (rule === null) continue;
    const next = findValue(text, start, end, rule, found);
    if (next > done) nameStem.lastIndex = done = next;
  }
}

const partHead = /"[^\r\n]{0,200}(?:\r?\n[^\r\n]{1,200}){0,4}\r?\n\r?\n/y;

/** Where the value of a part of a multipart body begins, whose name is at `start`–`end`; 0 when it is none. */
function multipartValue(text: string, start: number, end: number): number {
  if (text[end] !== '"' || !text.startsWith('name="', start - 6)) return 0;
  partHead.lastIndex = end;
  return partHead.test(text) ? partHead.lastIndex : 0;
}

/** Judges the value after the name at `start`–`end`; where to go on from, 0 when there is no value. */
function findValue(text: string, start: number, end: number, rule: NameRule, found: Span[]): number {
  const part = multipartValue(text, start, end);
  if (part > 0) {
    const stop = text.indexOf('\n--', part);
    const last = stop < 0 ? text.length : stop;
    judgeValue(rule, text, part, last, false, found);
    return last;
  }
  const quotedName = /["'`\\]/.test(text[end] ?? '');
  separator.lastIndex = end;
  let loose = !quotedName && text[end] !== ']' && !compound.test(text.slice(Math.max(start, end - 64), end));
  let at: number;
  if (text[end] === '>' && /[<:]/.test(text[start - 1] ?? '')) {
    at = end + 1;
    loose = false;
  } else if (separator.test(text)) {
    at = separator.lastIndex;
    if (text[at - 1] !== ':' || !/\s/.test(text[at] ?? '')) loose = false;
  } else if (text.startsWith('--', start) && text[end] === ' ') {
    at = end + 1;
    loose = false;
  } else return 0;
  const afterSeparator = at;
  at = skip(blanks, text, at);
  at = skip(beforeValue, text, at);
  opening.lastIndex = at;
  const open = opening.exec(text);
  if (open !== null) return quotedValue(text, at, open, rule, { quotedName, touching: at === afterSeparator }, found);
  if (quotedName && /[[{]/.test(text[at] ?? '')) return 0;
  if (text[at] === '{') return 0;
  let stop = rule.kind === 'cookie' ? lineEnd(cookieBreak, text, at) : valueEnd(text, at);
  if (rule.kind === 'authorization') stop = authorizationEnd(text, at, stop);
  if (stop <= at) return 0;
  const value = text.slice(at, stop);
  // A number or `true` of cut JSON; passwords of digits only are told by their length.
  if (quotedName && literal.test(value) && !(rule.rule === 'password' && /^\d{6,}$/.test(value))) return stop;
  judgeValue(rule, text, at, stop, loose || rule.kind === 'cookie', found);
  return stop;
}

type Quoting = { quotedName: boolean; touching: boolean };

function quotedValue(
  text: string,
  at: number,
  open: RegExpExecArray,
  rule: NameRule,
  how: Quoting,
  found: Span[],
): number {
  const depth = (open[1] ?? '').length;
  const from = at + open[0].length;
  // `"your password:","next":…`: this quote closes a text, it opens none.
  if (!how.quotedName && how.touching && /[,:}\]]/.test(text[from] ?? '')) return 0;
  const close = closingQuote(text, from, open[2] ?? '"', depth);
  judgeValue(rule, text, from, close, false, found);
  return close;
}

/**
 * Where a quoted text ends. Within JSON in JSON a quote carries backslashes: the closing one as many as the opening one, one
 * inside the text more of them. Without a closing quote the text was cut, and its rest is the value.
 */
function closingQuote(text: string, from: number, quote: string, depth: number): number {
  const unit = 2 * (depth + 1);
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text.charCodeAt(at - slashes - 1) === 0x5c) slashes += 1;
    if (slashes % unit === depth) return at - depth;
  }
  return text.length;
}

const valueStop = /[\s"'`<>&]|[,;](?=\s|$|["'{}[\]]|[\w.-]{1,40}["']?\s{0,2}[=:])|[)\]}](?=[\s,;.)\]}"']|$)/g;

function valueEnd(text: string, from: number): number {
  markShape.lastIndex = from;
  valueStop.lastIndex = markShape.test(text) ? markShape.lastIndex : from;
  let end = valueStop.exec(text)?.index ?? text.length;
  // A full stop, or the backslash of an escaped quote.
  while (end > from && (text[end - 1] === '.' || text[end - 1] === '\\')) end -= 1;
  return end;
}

const oneWordScheme = /(?:bearer|basic|token|apikey|key)(?=[\s:=])[\s:=]{1,200}/iy;
const longScheme = /(?:digest|oauth|negotiate|ntlm|hawk|hmac|aws4-hmac-sha256)[\s:]/iy;

function authorizationEnd(text: string, from: number, word: number): number {
  longScheme.lastIndex = from;
  if (longScheme.test(text)) return lineEnd(lineBreak, text, from);
  oneWordScheme.lastIndex = from;
  return oneWordScheme.test(text) ? Math.max(word, valueEnd(text, oneWordScheme.lastIndex)) : word;
}

const lineBreak = /(?:\r\n|[\r\n])(?![\t ])/g;
const cookieBreak = /(?:\r\n|[\r\n])(?![\t ])|["'`](?=\s|$|[,})\]])/g;

/** The end of a header, with the lines that are folded into it. */
function lineEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
