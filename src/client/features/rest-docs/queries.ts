import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** Methods of the portal's REST as the server that answers them describes them. */
export function restMethodsQuery() {
  return queryOptions({
    queryKey: ['rest-methods'],
    queryFn: ({ signal }) => call('restMethods', { signal }),
    staleTime: 5 * 60_000,
  });
}
