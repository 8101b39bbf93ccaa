import { queryOptions } from '@tanstack/react-query';
import type { Entry } from '#contract/entry.ts';
import { call } from '#client/api/call.ts';
import type { JournalSearch } from './journal-search.ts';

/** As many as somebody may want on paper; the rest is what files are for. */
const mostEntries = 2_000;
/** Characters of messages and details that are fetched for it: an entry may have a million. */
const mostLength = 16 * 1024 * 1024;
const pageLimit = 100;

/** The first entries of a journal, whole, for paper; `total`: how many there are that pass the filter. */
export function printQuery(process: string, { levels, q }: Pick<JournalSearch, 'levels' | 'q'>) {
  const level = levels.join(',');
  return queryOptions({
    queryKey: ['print', process, level, q],
    queryFn: async ({ signal }) => {
      const entries: Entry[] = [];
      let total = 1;
      let length = 0;
      while (entries.length < Math.min(total, mostEntries) && length < mostLength) {
        const limit = Math.min(pageLimit, mostEntries - entries.length);
        const filter = { ...(level === '' ? {} : { level }), ...(q === '' ? {} : { q }) };
        const query = { position: entries.length, limit, ...filter };
        const page = await call('processEntries', { params: { process }, query, signal });
        // What is on paper does not change under the hand: more that comes meanwhile is not waited for.
        total = page.items.length === 0 ? entries.length : page.total;
        length += page.items.reduce((sum, { message, details }) => sum + lengthOf(message) + lengthOf(details), 0);
        entries.push(...page.items);
      }
      return { entries, total };
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

function lengthOf(value: unknown): number {
  return value === null ? 0 : typeof value === 'string' ? value.length : JSON.stringify(value).length;
}
