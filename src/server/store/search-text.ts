import { foldText } from './fold-text.ts';

/*
 * What of an entry is searched, as words. Whatever is changed here changes what is taken out of the index again: then
 * `searchVersion` has to change, too, and the index is made anew.
 */

export const searchVersion = 1;

/** Longer words are hashes and encoded data: they are found by their beginning. */
const longestWord = 64;
const mostWords = 4_000;
const mostOfDetails = 2_000;
const longestDetail = 300;

/** The words of a text, folded; in the order in which they stand. */
export function wordsIn(text: string): string[] {
  const words = foldText(text.normalize('NFC')).match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.slice(0, mostWords).map((word) => (word.length > longestWord ? word.slice(0, longestWord) : word));
}

/**
 * What is searched of an entry: its message and the values in its details. Of an HTTP call only the address: headers and
 * bodies are searched in the journal itself.
 */
export function searchedText(message: string | null, details: unknown): string {
  const parts = message === null ? [] : [message];
  let left = mostOfDetails;
  const take = (value: unknown, name: string): void => {
    if (left <= 0) return;
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value).slice(0, Math.min(left, longestDetail));
      left -= text.length;
      if (text !== '') parts.push(text);
    } else if (Array.isArray(value)) value.forEach((item) => take(item, name));
    else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) if (name !== 'http' || key === 'url') take(item, key);
    }
  };
  if (typeof details === 'object' && details !== null) take(details, '');
  return parts.join('\n');
}

/** Places of words, as text: those that are in no index, and those that are, but not where they stand. */
export type HiddenWords = string | null;

/**
 * Which words of a text are not in it any more once it is masked. A word that is seen at one place and hidden at another
 * is found, but in no phrase: nobody learns what stands beside it where it is hidden.
 */
export function hiddenWords(words: readonly string[], seen: readonly string[]): HiddenWords {
  const counts = new Map<string, { all: number; seen: number }>();
  for (const word of words) {
    const count = counts.get(word);
    if (count === undefined) counts.set(word, { all: 1, seen: 0 });
    else count.all += 1;
  }
  for (const word of seen) {
    const count = counts.get(word);
    if (count !== undefined) count.seen += 1;
  }
  const gone: number[] = [];
  const moved: number[] = [];
  for (const [place, word] of words.entries()) {
    const count = counts.get(word);
    if (count === undefined || count.seen === 0) gone.push(place);
    else if (count.seen < count.all) moved.push(place);
  }
  return gone.length + moved.length === 0 ? null : `${gone.join(',')};${moved.join(',')}`;
}

/** The words that are in the index. */
export function indexedWords(words: readonly string[], hidden: HiddenWords): string[] {
  if (hidden === null) return [...words];
  const [gone = new Set<number>(), moved = new Set<number>()] = hidden
    .split(';')
    .map((list) => new Set(list === '' ? [] : list.split(',').map(Number)));
  const kept = words.filter((_, place) => !gone.has(place) && !moved.has(place));
  return [...kept, ...new Set(words.filter((_, place) => moved.has(place)))];
}

/** Begins what is no word: a sign of nobody's alphabet, so that no text can be mistaken for it. */
const sign = '\ue000';

/** What an entry is found by beside its words. */
export const searchTokens = {
  activity: (activityNo: number) => `${sign}a${activityNo}`,
  level: (level: number) => `${sign}l${level}`,
  process: (processNo: number) => `${sign}p${processNo}`,
  mark: (mark: string) => `${sign}m${mark}`,
};
