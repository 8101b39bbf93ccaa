import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';
import type { CardsSearch } from './cards-search.ts';

export function cardQuery({ cardType, cardId }: { cardType: string; cardId: string }) {
  return queryOptions({
    queryKey: ['card', cardType, cardId],
    queryFn: ({ signal }) => call('card', { params: { cardType, cardId }, signal }),
  });
}

/** All cards of the portal, the one with the latest sign of life first. */
export function cardsQuery({ q, failures, flagged }: CardsSearch) {
  return infiniteQueryOptions({
    queryKey: ['cards', { q, failures, flagged }],
    queryFn: ({ signal, pageParam }) =>
      call('cards', {
        query: {
          ...(q !== '' && { q }),
          ...(failures && { failures: 'true' as const }),
          ...(flagged && { flagged: 'true' as const }),
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
