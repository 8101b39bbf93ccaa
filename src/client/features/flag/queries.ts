import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';
import type { FlagsSearch } from './flags-search.ts';

/** Flags over all cards: those to come back to first. */
export function flagsQuery({ state, mine, q, card }: FlagsSearch) {
  return infiniteQueryOptions({
    queryKey: ['flags', { state, mine, q, card }],
    queryFn: ({ signal, pageParam }) =>
      call('flags', {
        query: {
          state,
          ...(mine && { mine: 'true' as const }),
          ...(q !== '' && { q }),
          ...card,
          limit: 50,
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Whether the journal is still what it was. Asked when somebody presses, never by itself: all of it is read. */
export function flagCheckQuery(flag: string) {
  return queryOptions({
    queryKey: ['flag-check', flag],
    queryFn: ({ signal }) => call('checkFlag', { params: { flag }, query: {}, signal }),
    enabled: false,
    staleTime: Infinity,
  });
}

/** A flag more or less, or another: everything that shows it is asked anew. */
export async function askFlagsAnew(client: QueryClient, process: string): Promise<void> {
  const keys = [['flags'], ['process-flags', process], ['process', process], ['card-processes'], ['card'], ['cards']];
  await Promise.all(keys.map(async (queryKey) => await client.invalidateQueries({ queryKey })));
}
