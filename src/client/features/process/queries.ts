import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Section } from '#contract/process.ts';
import { call } from '#client/api/call.ts';
import { filterQuery } from './card-search.ts';
import type { CardFilter } from './card-search.ts';

export type CardKey = { cardType: string; cardId: string };

const pageSize = 20;

/** Templates and stages that the filters offer. */
export function cardFacetsQuery({ cardType, cardId }: CardKey) {
  return queryOptions({
    queryKey: ['card', cardType, cardId, 'facets'],
    queryFn: ({ signal }) => call('cardFacets', { params: { cardType, cardId }, signal }),
    staleTime: 60_000,
  });
}

/** One section of the card's processes, newest first, page by page. Changing the filter keeps the rows until the new ones are there. */
export function cardProcessesQuery({ cardType, cardId }: CardKey, section: Section, filter: CardFilter) {
  return infiniteQueryOptions({
    queryKey: ['card-processes', cardType, cardId, { section, ...filter }],
    queryFn: ({ signal, pageParam }) =>
      call('cardProcesses', {
        params: { cardType, cardId },
        query: {
          section,
          ...filterQuery(filter, Date.now()),
          limit: pageSize,
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function cardTimelineQuery({ cardType, cardId }: CardKey) {
  return infiniteQueryOptions({
    queryKey: ['card-timeline', cardType, cardId],
    queryFn: ({ signal, pageParam }) =>
      call('cardTimeline', {
        params: { cardType, cardId },
        query: { limit: 100, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}
