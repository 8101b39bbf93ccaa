import * as z from 'zod/mini';
import { levels, type Level } from '#contract/entry.ts';
import { EntryId } from '#contract/ids.ts';

/** Three readings of the same journal. */
export const readings = ['robots', 'entries', 'scale'] as const;
export type Reading = (typeof readings)[number];

/** What a colleague gets who opens the link. `levels` empty: all. `found`: only entries that hold the searched text. */
export type JournalSearch = {
  reading: Reading;
  levels: readonly Level[];
  q: string;
  found: boolean;
  entry: string | null;
};

const names = ['reading', 'level', 'q', 'found', 'entry'] as const;

const levelList = z.pipe(
  z.string(),
  z.transform((value) => levels.filter((level) => value.split(',').includes(level))),
);

/** Every field falls back by itself: no link can break the page. */
const schema = z.object({
  reading: z.catch(z.enum(readings), 'robots'),
  level: z.catch(levelList, []),
  q: z.catch(z.string().check(z.maxLength(200)), ''),
  found: z.catch(
    z.pipe(
      z.literal('1'),
      z.transform(() => true),
    ),
    false,
  ),
  entry: z.catch(z.nullable(EntryId), null),
});

export function readJournalSearch(params: URLSearchParams): JournalSearch {
  const raw = Object.fromEntries(names.map((name) => [name, params.get(name)]));
  const { level, ...rest } = schema.parse(raw);
  return { ...rest, levels: level };
}

/** Defaults are left out; what belongs to the page below stays as it is. */
export function writeJournalSearch(
  search: JournalSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const name of names) params.delete(name);
  if (search.reading !== 'robots') params.set('reading', search.reading);
  if (search.levels.length > 0) params.set('level', levels.filter((level) => search.levels.includes(level)).join(','));
  if (search.q !== '') params.set('q', search.q);
  if (search.found) params.set('found', '1');
  if (search.entry !== null) params.set('entry', search.entry);
  return params;
}

/** The address bar without what belongs to the journal: where closing leads. */
export function withoutJournalSearch(base: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const name of names) params.delete(name);
  return params;
}
