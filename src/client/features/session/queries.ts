import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** Who is here and which portals he may read. Fails with `not_signed_in` for a stranger. */
export function sessionQuery() {
  return queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => call('session', { signal }),
    staleTime: 5 * 60_000,
  });
}
