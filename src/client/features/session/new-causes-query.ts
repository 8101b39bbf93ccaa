import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** How many causes of failures are new, of the last week: the failures page asks for the same range, so it is counted once. */
export function newCausesQuery() {
  return queryOptions({
    queryKey: ['failures', 'new'],
    queryFn: ({ signal }) => call('failures', { query: { state: 'new', limit: 1 }, signal }),
    select: ({ total }) => total,
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
}
