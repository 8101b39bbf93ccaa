import type { SuggestKey } from '#contract/search.ts';
import type { JournalStore, PortalRow } from '#server/store/journal-store.ts';
import { wordsIn } from '#server/store/search-text.ts';
import type { Personal } from './personal.ts';
import { hasWords, type Robot } from './robots.ts';

const mostSuggested = 20;
const mostNames = 5_000;

/** Values that a chip may have, those that begin with what was typed first. */
export async function suggest(
  search: JournalStore['search'],
  personal: Personal,
  { portalNo, masking }: PortalRow,
  robots: readonly Robot[],
  key: SuggestKey,
  typed: string,
): Promise<{ value: string; title: string }[]> {
  const names = await namesOf(search, portalNo, robots, key);
  const wanted = wordsIn(typed);
  const found = [...new Set(names)].flatMap((name) => {
    const words = personal.seenWords(masking, name);
    if (wanted.length === 0) return [{ name, isFirst: true }];
    return hasWords(words, wanted, true)
      ? [{ name, isFirst: hasWords(words.slice(0, wanted.length), wanted, true) }]
      : [];
  });
  return (
    found
      .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst) || a.name.localeCompare(b.name, 'ru'))
      .slice(0, mostSuggested)
      // A quotation mark would end the value.
      .map(({ name }) => ({ value: name.replaceAll(/["«»]/g, ' ').replaceAll(/\s+/g, ' ').trim(), title: name }))
  );
}

async function namesOf(
  search: JournalStore['search'],
  portalNo: number,
  robots: readonly Robot[],
  key: SuggestKey,
): Promise<string[]> {
  switch (key) {
    case 'robot':
      return robots.map(({ called }) => called);
    case 'stage':
      return (await search.stages(portalNo, mostNames)).map(({ id, name }) => name ?? id);
    case 'template':
      return (await search.templates(portalNo, mostNames)).map(({ id, name }) => name ?? id);
  }
}
