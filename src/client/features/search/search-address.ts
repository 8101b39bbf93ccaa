import { longestSearch, readSearch, writeSearch } from '#contract/search-language.ts';

/** What is searched for, as it is typed: the whole of a search. */
export type SearchAddress = { q: string };

/** The text in its plain form, so that one search has one address; what makes a token a key stays outside of it. */
export function plainSearch(text: string): string {
  return writeSearch(readSearch(text)).slice(0, longestSearch);
}

export function readSearchAddress(params: URLSearchParams): SearchAddress {
  return { q: plainSearch(params.get('q') ?? '') };
}

export function writeSearchAddress(
  { q }: SearchAddress,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  const plain = plainSearch(q);
  if (plain === '') params.delete('q');
  else params.set('q', plain);
  return params;
}

/** In the address of a journal: the search that led there. */
export const resultsParam = 'results';
