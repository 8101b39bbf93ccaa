import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { SuggestKey } from '#contract/search.ts';
import { call } from '#client/api/call.ts';

/**
 * Entries that were found, newest first. Each asking for its first page is an event of the audit log, so it is asked for
 * when somebody searches, and not whenever the window gets the focus.
 */
export function searchQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal, pageParam }) =>
      call('search', { query: { q, limit: 50, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: q !== '',
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 60_000,
  });
}

/** Values for a chip that is being typed. */
export function suggestQuery(key: SuggestKey | null, typed: string) {
  return queryOptions({
    queryKey: ['search', 'suggest', key, typed],
    queryFn: ({ signal }) => call('suggestSearch', { query: { key: key ?? 'robot', q: typed }, signal }),
    enabled: key !== null,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
