import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** How many flags are due; null for whom the portal shows some cards only. */
export function dueFlagsQuery() {
  return queryOptions({
    queryKey: ['flags', 'due'],
    queryFn: ({ signal }) => call('flags', { query: { state: 'due', limit: 1 }, signal }),
    select: ({ total }) => total,
    staleTime: 30_000,
    refetchInterval: 60_000,
  });
}
