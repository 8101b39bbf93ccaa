import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';

/** Processes that wait longer than is usual. What is quiet for an hour needs no second-by-second picture. */
export function quietQuery(language: string) {
  return queryOptions({
    queryKey: ['quiet', language],
    queryFn: ({ signal }) =>
      call('quietProcesses', { query: {}, signal }).catch((error: unknown) => {
        // Not allowed and not there look alike to who may not read it.
        throw error instanceof Problem && error.code === 'forbidden' ? new Problem('not_found') : error;
      }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    refetchInterval: 60_000,
    throwOnError: (error) => error instanceof Problem && (error.code === 'not_found' || error.code === 'not_signed_in'),
  });
}
