import { viewsOf } from '#server/access/text-view.ts';

/** Where a phone or an e-mail may stand in a text. */
export type Place = { start: number; end: number };
/** Whether this is what is looked for, in its normal form (contract/erasure.ts). */
export type IsSubject = (normal: string) => boolean;

/** Signs that may stand between two groups of digits of one number, and how many of them. */
const between = /^[ \t().\u2010-\u2015\u2212+-]{1,4}$/;
const digits = /\d+/g;
const fewestDigits = 8;
/** Fifteen are the longest number there is, and two zeros may stand before it. */
const mostDigits = 17;
const longestCountry = 3;

/**
 * Phones in whatever spelling. A number begins and ends where a group of digits does: within a longer run of digits it is
 * none. Which signs stand around it does not matter: that a run of digits is another's by chance is less likely than any
 * spelling is.
 */
export function findPhones(text: string, isSubject: IsSubject): Place[] {
  return inViews(text, (view) => {
    const groups = Array.from(view.matchAll(digits), (group) => ({
      start: group.index,
      end: group.index + group[0].length,
    }));
    const found: Place[] = [];
    for (let first = 0; first < groups.length; first += 1) {
      const last = lastOf(view, groups, first, isSubject);
      if (last === -1) continue;
      found.push(withSigns(view, groups[first]!.start, groups[last]!.end));
      first = last;
    }
    return found;
  });
}

function lastOf(text: string, groups: readonly Place[], first: number, isSubject: IsSubject): number {
  const { start } = groups[first]!;
  const before = groups[first - 1];
  // `380` of `+380 999 …` is the country of what follows.
  const isWithin =
    before !== undefined &&
    before.end - before.start <= longestCountry &&
    text[before.start - 1] === '+' &&
    between.test(text.slice(before.end, start));
  let all = '';
  for (let last = first; last < groups.length; last += 1) {
    const group = groups[last]!;
    if (last > first && !between.test(text.slice(groups[last - 1]!.end, group.start))) return -1;
    if (group.end - group.start > mostDigits) return -1;
    all += text.slice(group.start, group.end);
    if (all.length > mostDigits) return -1;
    if (all.length >= fewestDigits && normalForms(all, text[start - 1] === '+', isWithin).some(isSubject)) return last;
  }
  return -1;
}

/** What a number may be whose country is not told, or told as at home. `isWithin`: it is told before. */
function normalForms(all: string, hasPlus: boolean, isWithin: boolean): string[] {
  if (hasPlus) return [all];
  if (all.startsWith('00')) return [all.slice(2)];
  if (all.length === 10) return isWithin ? [] : [`7${all}`, `1${all}`, all];
  return all.length === 11 && all.startsWith('8') ? [`7${all.slice(1)}`, all] : [all];
}

/** With the plus and the bracket that are a part of it. */
function withSigns(text: string, first: number, end: number): Place {
  let start = first;
  if (text[start - 1] === '(' && text.slice(start, end).includes(')')) start -= 1;
  if (text[start - 1] === ' ' && text[start - 2] === '+') start -= 1;
  if (text[start - 1] === '+') start -= 1;
  return { start, end };
}

const longestLocal = 64;
const inLocal = /[\p{L}\p{N}.!#$&'*+/=?^_`{|}~%-]/u;
const domain = /[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,8}/uy;
const letter = /[\p{L}\p{N}]/u;

/** E-mails, whole: the address of another that ends as this one does is left alone. */
export function findEmails(text: string, isSubject: IsSubject): Place[] {
  return inViews(text, (view) => {
    const found: Place[] = [];
    for (let at = view.indexOf('@'); at !== -1; at = view.indexOf('@', at + 1)) {
      domain.lastIndex = at + 1;
      const host = domain.exec(view)?.[0] ?? '';
      if (host === '') continue;
      const place = emailAt(view, at, host, isSubject);
      if (place !== null) found.push(place);
    }
    return found;
  });
}

function emailAt(text: string, at: number, host: string, isSubject: IsSubject): Place | null {
  let start = at;
  while (start > 0 && at - start < longestLocal && inLocal.test(text[start - 1]!)) start -= 1;
  for (; start < at; start = nextStart(text, start, at)) {
    for (const end of endsOf(text, at + 1, host)) {
      const email = text.slice(start, end).normalize('NFC').toLowerCase();
      if (isSubject(email)) return { start, end };
    }
  }
  return null;
}

/**
 * Signs that an address may have in it are mostly of the sentence around it, `?to=ivan@…`, so it may begin after each of
 * them; but `a.ivan@…`, `a-ivan@…`, `a_ivan@…` and `a+ivan@…` are somebody else's.
 */
function nextStart(text: string, start: number, at: number): number {
  for (let next = start + 1; next < at; next += 1) {
    const sign = text[next - 1]!;
    const isFirst = next - 1 === start || !letter.test(text[next - 2]!);
    if (!letter.test(sign) && (isFirst || !'.-_+'.includes(sign))) return next;
  }
  return at;
}

/** After a host the sentence may go on without a blank: `…@mail.ru.Позвонить`, `…@mail.ru-`. */
function endsOf(text: string, from: number, host: string): number[] {
  const whole = from + host.replace(/-+$/, '').length;
  const ends = [whole];
  for (let dot = host.lastIndexOf('.'); dot > 0; dot = host.lastIndexOf('.', dot - 1)) {
    if (/[^a-z\d-]/.test(text[from + dot + 1] ?? '')) ends.push(from + dot);
  }
  return ends;
}

/** Fewer digits than this of a number lead to nobody. */
const fewestOfCut = 7;
const phoneAtEnd = /\d[\d ().\u2010-\u2015-]{0,30}(?=…?$)/u;
const emailAtEnd = /[\p{L}\p{N}.!#$&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}.-]{0,253}(?=…?$)/u;

/** The beginning of a phone at the end of a text: most texts are cut when they are too long. */
export function findCutPhone(text: string, normal: string): Place | null {
  const tail = phoneAtEnd.exec(text.slice(-40));
  if (tail === null) return null;
  const from = Math.max(0, text.length - 40) + tail.index;
  for (const { index } of tail[0].matchAll(digits)) {
    const all = tail[0].slice(index).replaceAll(/\D/g, '');
    if (all.length < fewestOfCut) return null;
    const forms = [all, `7${all}`, all.replace(/^8/, '7'), all.replace(/^00/, '')];
    if (forms.some((form) => form !== normal && normal.startsWith(form)))
      return { start: withSigns(text, from + index, text.length).start, end: from + tail[0].length };
  }
  return null;
}

/** The same of an e-mail, as long as its `@` is there. */
export function findCutEmail(text: string, normal: string): Place | null {
  const tail = emailAtEnd.exec(text.slice(-320));
  if (tail === null || !normal.startsWith(tail[0].toLowerCase()) || tail[0].length === normal.length) return null;
  const start = Math.max(0, text.length - 320) + tail.index;
  return { start, end: start + tail[0].length };
}

/** In a text as it is written and as it reads once decoded; in running order, none overlapping. */
function inViews(text: string, find: (view: string) => Place[]): Place[] {
  const all = viewsOf(text).flatMap(({ text: view, at }) =>
    find(view).map(({ start, end }) => (at === null ? { start, end } : { start: at[start]!, end: at[end]! })),
  );
  all.sort((one, other) => one.start - other.start || other.end - one.end);
  const merged: Place[] = [];
  for (const place of all) {
    const last = merged.at(-1);
    if (last !== undefined && place.start < last.end) last.end = Math.max(last.end, place.end);
    else merged.push({ ...place });
  }
  return merged;
}
