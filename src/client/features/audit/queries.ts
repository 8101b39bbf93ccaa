import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import { auditQueryOf, type AuditSearch } from './audit-search.ts';

/**
 * The audit log, newest first. Each asking for its first page is an event of the log itself, so it is asked for when
 * somebody comes or says so, and not whenever the window gets the focus.
 */
export function auditQuery(search: AuditSearch) {
  return infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ signal, pageParam }) =>
      call('audit', { query: { ...auditQueryOf(search), ...(pageParam && { cursor: pageParam }) }, signal }).catch(
        (error: unknown) => {
          // Not allowed and not there look alike to who may not read it.
          throw error instanceof Problem && error.code === 'forbidden' ? new Problem('not_found') : error;
        },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 60_000,
    throwOnError: (error) => error instanceof Problem && (error.code === 'not_found' || error.code === 'not_signed_in'),
  });
}
