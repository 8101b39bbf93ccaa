import { levels } from '#contract/entry.ts';
import { processStates, type ProcessState } from '#contract/process.ts';
import { dayOf, type SearchQuery, type SearchTerm, writeTerm } from '#contract/search-language.ts';
import { searchTokens, wordsIn } from '#server/store/search-text.ts';
import { dayEndIn, dayStartIn } from './days.ts';
import type { Personal } from './personal.ts';
import { hasWords, type Robot } from './robots.ts';
import type { Forms } from './widen.ts';
import { formsOf } from './word-forms.ts';

/** Robots by whose names a word is looked for as well; of more, the newest. */
const mostRobots = 300;

/** What a process has to be for its entries to be found. */
export type ProcessWish = { states: ProcessState[]; stages: string[]; templates: string[] };

export type Ask = {
  /** An expression of the word index; null: nothing is asked of the entry itself. */
  match: string | null;
  from: number | null;
  to: number | null;
  wish: ProcessWish;
  /** Values of `card:` chips: of several, a card may be any. */
  cards: string[];
  /** Nothing can be found: a robot that there is not. */
  isNothing: boolean;
  notUnderstood: string[];
  /** Words by which a match is told to its reader. */
  terms: SearchTerm[];
};

type TypedTerm = Exclude<SearchTerm, { kind: 'chip' }>;

export type AskOf = { portalNo: number; masking: string | null; timeZone: string; forms: Forms };

/**
 * What a search asks of the index. Every word has to occur, in any form, as a word of the entry or in its robot's name; a
 * personal value is found whole. Several chips of one key: any of them. What people type becomes words, never a part of the
 * expression: a word consists of letters and digits.
 */
export function askOf(query: SearchQuery, robots: readonly Robot[], personal: Personal, of: AskOf): Ask {
  const ask: Ask = {
    match: null,
    from: null,
    to: null,
    wish: { states: [], stages: [], templates: [] },
    cards: [],
    isNothing: false,
    notUnderstood: [],
    terms: query.filter(({ kind }) => kind !== 'chip'),
  };
  const parts: string[] = [];
  const words = wordsExpression(ask.terms, robots, personal, of);
  if (words === null) ask.isNothing ||= ask.terms.length > 0;
  else parts.push(words);

  const tokens: Record<'robot' | 'level', string[] | null> = { robot: null, level: null };
  for (const term of query) {
    if (term.kind !== 'chip') continue;
    const { key, value } = term;
    if (key === 'card') ask.cards.push(value);
    else if (key === 'stage') ask.wish.stages.push(value);
    else if (key === 'template') ask.wish.templates.push(value);
    else if (key === 'robot') tokens.robot = [...(tokens.robot ?? []), ...robotTokens(robots, value)];
    else if (key === 'state') {
      const state = processStates.find((one) => one === value);
      if (state === undefined) ask.notUnderstood.push(writeTerm(term));
      else ask.wish.states.push(state);
    } else if (key === 'level') {
      const level = levels.findIndex((one) => one === value);
      if (level === -1) ask.notUnderstood.push(writeTerm(term));
      else tokens.level = [...(tokens.level ?? []), searchTokens.level(level)];
    } else if (dayOf(value) === null) ask.notUnderstood.push(writeTerm(term));
    else if (key === 'after') ask.from = Math.max(ask.from ?? -Infinity, dayStartIn(value, of.timeZone));
    else ask.to = Math.min(ask.to ?? Infinity, dayEndIn(value, of.timeZone));
  }
  for (const any of [tokens.robot, tokens.level]) {
    if (any === null) continue;
    if (any.length === 0) ask.isNothing = true;
    else parts.push(anyOf(any));
  }
  if (parts.length > 0) ask.match = allOf(parts);
  return ask;
}

export function anyOf(tokens: readonly string[]): string {
  return `(${tokens.map(quoted).join(' OR ')})`;
}

export function allOf(parts: readonly string[]): string {
  return parts.join(' AND ');
}

/** Null: nothing of it can be searched for. */
function wordsExpression(
  terms: readonly SearchTerm[],
  robots: readonly Robot[],
  personal: Personal,
  { portalNo, forms }: AskOf,
): string | null {
  return everyTerm(terms, personal, portalNo, (term) => [
    ...waysOf(term, forms),
    ...(term.kind === 'word' || term.kind === 'phrase' ? robotsCalled(robots, term).map(quoted) : []),
  ]);
}

/** An expression for all terms, each in any of its ways or as a whole personal value. Null: nothing can be searched for. */
export function everyTerm(
  terms: readonly SearchTerm[],
  personal: Personal,
  portalNo: number,
  waysOfTerm: (term: TypedTerm) => string[],
): string | null {
  const parts = terms.flatMap((term) => {
    if (term.kind === 'chip') return [];
    const ways = waysOfTerm(term);
    const mark = term.kind === 'prefix' ? null : personal.markOf(portalNo, term.text);
    if (mark !== null) ways.push(quoted(searchTokens.mark(mark)));
    return ways.length === 0 ? [] : [`(${ways.join(' OR ')})`];
  });
  if (parts.length === 0) return null;
  const mark = terms.length > 1 ? wholeMark(terms, personal, portalNo) : null;
  return mark === null ? allOf(parts) : `((${allOf(parts)}) OR ${quoted(searchTokens.mark(mark))})`;
}

/** As what a term may stand in a text: a word in any of its forms. */
export function waysOf(term: TypedTerm, forms: Forms): string[] {
  const words = wordsIn(term.text);
  if (words.length === 0) return [];
  if (term.kind === 'prefix') return [`${quoted(words.join(' '))} *`];
  const others = term.kind === 'word' ? (forms.get(term.text) ?? []) : [];
  return [...new Set([words.join(' '), ...others])].map(quoted);
}

function quoted(words: string): string {
  return `"${words}"`;
}

/** «Иван Петров» is one personal value, though it is typed as two words. */
function wholeMark(terms: readonly SearchTerm[], personal: Personal, portalNo: number): string | null {
  if (!terms.every(({ kind }) => kind === 'word')) return null;
  return personal.markOf(portalNo, terms.map((term) => (term.kind === 'chip' ? '' : term.text)).join(' '));
}

function robotsCalled(robots: readonly Robot[], { kind, text }: TypedTerm): string[] {
  const words = wordsIn(text);
  const forms = kind === 'word' ? formsOf(text) : null;
  const found = robots.filter(
    (robot) =>
      robot.name === text ||
      robot.code === text ||
      (forms === null ? hasWords(robot.words, words, false) : robot.words.some(forms.has)),
  );
  return found.slice(-mostRobots).map(({ no }) => searchTokens.activity(no));
}

function robotTokens(robots: readonly Robot[], value: string): string[] {
  const words = wordsIn(value);
  const found = robots.filter(
    (robot) => robot.name === value || robot.called === value || hasWords(robot.words, words, true),
  );
  return found.slice(-mostRobots).map(({ no }) => searchTokens.activity(no));
}
