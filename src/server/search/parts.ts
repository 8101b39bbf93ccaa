import type { SearchTerm } from '#contract/search-language.ts';
import type { TextPart } from '#contract/search.ts';
import { foldText } from '#server/store/fold-text.ts';
import { wordsIn } from '#server/store/search-text.ts';
import { formsOf } from './word-forms.ts';

const mostShown = 300;
/** What is shown before the first match. */
const lead = 60;

type Span = { start: number; end: number };

/** The part of a text around its first match, matches told from the rest; and which of the terms are in the text. */
export function partsOf(text: string, terms: readonly SearchTerm[]): { parts: TextPart[]; hasAll: boolean } {
  const words = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: foldText(match[0].normalize('NFC')),
  }));
  const spans: Span[] = [];
  let hasAll = true;
  for (const term of terms) {
    if (term.kind === 'chip') continue;
    const own = term.kind === 'phone' ? phonesIn(text, term.text) : occurrences(words, term);
    if (own.length === 0) hasAll = false;
    spans.push(...own);
  }
  return { parts: cutParts(text, joined(spans)), hasAll };
}

function occurrences(
  words: readonly (Span & { folded: string })[],
  { kind, text }: Exclude<SearchTerm, { kind: 'chip' }>,
): Span[] {
  const wanted = wordsIn(text);
  const last = wanted.length - 1;
  if (last < 0) return [];
  const forms = kind === 'word' ? formsOf(text) : null;
  if (forms !== null) return words.filter(({ folded }) => forms.has(folded));
  const is = (word: string | undefined, place: number): boolean => {
    const one = wanted[place];
    if (word === undefined || one === undefined) return false;
    return kind === 'prefix' && place === last ? word.startsWith(one) : word === one;
  };
  return words.flatMap(({ start }, from) =>
    wanted.every((_, place) => is(words[from + place]?.folded, place))
      ? [{ start, end: words[from + last]?.end ?? start }]
      : [],
  );
}

/** Phones are alike whatever stands between their digits, and with or without their country. */
function phonesIn(text: string, phone: string): Span[] {
  const wanted = phone.replaceAll(/\D/g, '').slice(-10);
  return [...text.matchAll(/\+?\d[\d ()\-.]{8,24}\d/g)].flatMap((match) =>
    match[0].replaceAll(/\D/g, '').endsWith(wanted) ? [{ start: match.index, end: match.index + match[0].length }] : [],
  );
}

function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = all.at(-1);
    if (last === undefined || span.start > last.end) all.push({ ...span });
    else last.end = Math.max(last.end, span.end);
  }
  return all;
}

function cutParts(text: string, spans: readonly Span[]): TextPart[] {
  const first = spans[0]?.start ?? 0;
  const start = text.length <= mostShown || first <= lead ? 0 : first - lead;
  const end = Math.min(text.length, start + mostShown);
  const parts: TextPart[] = [];
  const add = (part: string, isMatch: boolean) => {
    if (part !== '') parts.push({ text: part.toWellFormed(), isMatch });
  };
  let at = start;
  for (const span of spans) {
    if (span.start >= end) break;
    add(text.slice(at, span.start), false);
    add(text.slice(span.start, Math.min(end, span.end)), true);
    at = Math.min(end, span.end);
  }
  add(text.slice(at, end), false);
  if (start > 0) parts.unshift({ text: '…', isMatch: false });
  if (end < text.length) parts.push({ text: '…', isMatch: false });
  return parts;
}
