import type { SearchTerm } from '#contract/search-language.ts';
import { formsOf } from './word-forms.ts';

/** Words of a search that are looked for in all their forms; of more, as they are. */
const mostWidened = 8;
/** Words of an index that are looked at for the forms of one. */
const mostLookedAt = 100;

/** What else a typed word may read. */
export type Forms = ReadonlyMap<string, readonly string[]>;

/**
 * The forms of typed words that an index has. They become words of the expression one by one: a beginning would be
 * found among all entries that have it before the first is shown, and in words of another meaning.
 */
export async function widen(
  terms: readonly SearchTerm[],
  wordsFrom: (start: string, most: number) => Promise<string[]>,
): Promise<Forms> {
  const forms = new Map<string, readonly string[]>();
  for (const term of terms) {
    if (term.kind !== 'word' || forms.has(term.text) || forms.size >= mostWidened) continue;
    const its = formsOf(term.text);
    if (its === null) continue;
    const words: string[] = [];
    for (const start of its.starts) words.push(...(await wordsFrom(start, mostLookedAt)));
    forms.set(term.text, words.filter(its.has));
  }
  return forms;
}
