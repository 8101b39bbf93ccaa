import { levels, type Level } from './entry.ts';
import { processStates, type ProcessState } from './process.ts';

/*
 * What people type into the search over everything: words, "phrases", beginnings* and chips such as robot:whatsapp.
 * Anything can be read, nothing throws, and what was read is written so that it reads the same.
 */

export const chipKeys = ['robot', 'state', 'level', 'stage', 'template', 'card', 'after', 'before'] as const;
export type ChipKey = (typeof chipKeys)[number];

/** What a chip is called, and what else it may be. */
export const chipNames: Readonly<Record<ChipKey, { ru: string; en: string; also: readonly string[] }>> = {
  robot: { ru: 'робот', en: 'robot', also: ['действие', 'activity'] },
  state: { ru: 'состояние', en: 'state', also: ['статус', 'status'] },
  level: { ru: 'уровень', en: 'level', also: [] },
  stage: { ru: 'стадия', en: 'stage', also: [] },
  template: { ru: 'шаблон', en: 'template', also: [] },
  card: { ru: 'карточка', en: 'card', also: ['сделка', 'deal'] },
  after: { ru: 'после', en: 'after', also: ['с', 'from'] },
  before: { ru: 'до', en: 'before', also: ['по', 'to'] },
};

/** The words for states and levels that a chip may have as its value beside the names of the API; the first is the one that is written. */
export const stateWords: Readonly<Record<ProcessState, readonly string[]>> = {
  running: ['выполняется'],
  waiting: ['ожидает'],
  stuck: ['завис'],
  completed: ['завершён'],
  completed_with_failures: ['завершён со сбоями', 'завершён со сбоем', 'completed with failures'],
  failed: ['прерван ошибкой', 'прерван'],
  terminated: ['остановлен'],
};
export const levelWords: Readonly<Record<Level, readonly string[]>> = {
  failure: ['сбой', 'сбои', 'ошибка'],
  warning: ['предупреждение'],
  message: ['сообщение'],
  technical: ['техническая', 'техническое'],
};

export type SearchTerm =
  | { kind: 'word' | 'phrase' | 'prefix' | 'phone'; text: string }
  /** A value of `state` and `level` is the API's word, of `after` and `before` a day, where it was understood. */
  | { kind: 'chip'; key: ChipKey; value: string };

export type SearchQuery = readonly SearchTerm[];

export const longestSearch = 400;

const chipByName = new Map(
  chipKeys.flatMap((key) => [chipNames[key].ru, chipNames[key].en, ...chipNames[key].also].map((name) => [name, key])),
);
const leastPrefix = 3;
const leastDigits = 10;
const mostDigits = 15;

const spaces = /[\s\p{Cc}]+/uy;
const chip = /(\p{L}{1,20}):(?:"([^"]*)"?|«([^»]*)»?|([^\s\p{Cc}"«»]*))/uy;
const phrase = /"([^"]*)"?|«([^»]*)»?|»/uy;
const word = /[^\s\p{Cc}"«»]+/uy;
/** Of an engine's token its signature is what makes it a key: it goes no further than here. */
const token = /^([^|]{1,64}\|[^|]{1,255}\|[A-Za-z0-9]{32})\.[0-9a-fA-F]{64}$/;

/** Reads a search. */
export function readSearch(input: string): SearchQuery {
  const text = input.slice(0, longestSearch).toWellFormed();
  const terms: SearchTerm[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  while (at < text.length) {
    const found = match(spaces) ?? readChip(match(chip), terms);
    const next = found ?? readPhrase(match(phrase), terms) ?? readWord(match(word), terms);
    at += Math.max(1, next?.[0].length ?? 0);
  }
  return withPhones(terms);
}

/** Words that are a phone together, in any writing, become one term. */
function withPhones(terms: readonly SearchTerm[]): SearchTerm[] {
  const joined: SearchTerm[] = [];
  for (let at = 0; at < terms.length;) {
    const words = phoneAt(terms, at);
    const term = terms[at];
    if (words > 0) {
      const text = terms.slice(at, at + words).flatMap((one) => (one.kind === 'word' ? [one.text] : []));
      joined.push({ kind: 'phone', text: text.join(' ') });
    } else if (term !== undefined) joined.push(term);
    at += Math.max(1, words);
  }
  return joined;
}

/** How many terms from here on are a phone; 0: none. Several are only where it begins as phones do: `500 131026 4000` are three numbers. */
function phoneAt(terms: readonly SearchTerm[], from: number): number {
  let digits = 0;
  let begins = true;
  let isLocal = false;
  for (let at = from; begins; at += 1) {
    const term = terms[at];
    if (term?.kind !== 'word' || !/^[\d()+.-]+$/.test(term.text) || /^\d{4}-\d\d-\d\d/.test(term.text)) return 0;
    if (at === from) {
      begins = /^(?:\+|[78]$|[78]\(|\()/.test(term.text);
      isLocal = term.text.startsWith('(');
    }
    // With a country, or with the eight before a number, there is one more.
    const least = begins && !isLocal ? leastDigits + 1 : leastDigits;
    digits += term.text.replaceAll(/\D/g, '').length;
    if (digits > mostDigits) return 0;
    if (digits >= least) return at - from + 1;
  }
  return 0;
}

function readChip(found: RegExpExecArray | null, terms: SearchTerm[]): RegExpExecArray | null {
  const key = chipByName.get(fold(found?.[1] ?? ''));
  if (found === null || key === undefined) return null;
  const value = plain(found[2] ?? found[3] ?? found[4] ?? '');
  // Nothing after the colon: somebody is still typing.
  if (value !== '') terms.push({ kind: 'chip', key, value: canonical(key, value) });
  return found;
}

function readPhrase(found: RegExpExecArray | null, terms: SearchTerm[]): RegExpExecArray | null {
  if (found === null) return null;
  const text = plain(found[1] ?? found[2] ?? '');
  if (text !== '') terms.push({ kind: 'phrase', text });
  return found;
}

function readWord(found: RegExpExecArray | null, terms: SearchTerm[]): RegExpExecArray | null {
  if (found === null) return null;
  const [text] = found;
  const start = text.replace(/\*+$/, '');
  const isPrefix = start.length < text.length && /[\p{L}\p{N}]/u.test(start) && start.length >= leastPrefix;
  const signature = token.exec(text)?.[1];
  terms.push(isPrefix ? { kind: 'prefix', text: start } : { kind: 'word', text: signature ?? text });
  return found;
}

/** A value as the API has it, where it has a word for it. */
function canonical(key: ChipKey, value: string): string {
  const folded = fold(value);
  if (key === 'state')
    return (
      processStates.find((one) => one === folded || stateWords[one].some((word) => fold(word) === folded)) ?? value
    );
  if (key === 'level') return levels.find((one) => one === folded || levelWords[one].includes(folded)) ?? value;
  if (key === 'after' || key === 'before') return dayOf(value) ?? value;
  return value;
}

/** A day as it is written in either language, as `2026-11-21`; null for what is none. */
export function dayOf(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  const russian = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const [year, month, day] =
    iso !== null ? [iso[1], iso[2], iso[3]] : russian !== null ? [russian[3], russian[2], russian[1]] : [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${written}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== written ? null : written;
}

/** Writes a search so that it reads the same; chips are called as in the language. */
export function writeSearch(query: SearchQuery, language: 'ru' | 'en' = 'en'): string {
  return query.map((term) => writeTerm(term, language)).join(' ');
}

export function writeTerm(term: SearchTerm, language: 'ru' | 'en' = 'en'): string {
  switch (term.kind) {
    case 'chip': {
      const value = language === 'ru' ? russianValue(term.key, term.value) : term.value;
      return `${chipNames[term.key][language]}:${/^[^\s\p{Cc}"«»]+$/u.test(value) ? value : `"${value}"`}`;
    }
    case 'phrase':
      return `"${term.text}"`;
    case 'prefix':
      return `${term.text}*`;
    case 'word':
    case 'phone':
      return term.text;
  }
}

function russianValue(key: ChipKey, value: string): string {
  const state = processStates.find((one) => key === 'state' && one === value);
  const level = levels.find((one) => key === 'level' && one === value);
  const words = state === undefined ? (level === undefined ? [] : levelWords[level]) : stateWords[state];
  return words[0] ?? value;
}

/** Without what ends it: quotation marks; and with one space where there were several. */
function plain(text: string): string {
  return text.replaceAll(/["\s\p{Cc}]+/gu, ' ').trim();
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}
