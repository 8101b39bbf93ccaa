import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** One entry whole. What was written does not change; a delivery status may still come, so it is asked again after a while. */
export function entryQuery(process: string, entry: string) {
  return queryOptions({
    queryKey: ['entry', process, entry],
    queryFn: ({ signal }) => call('entry', { params: { process, entry }, query: {}, signal }),
    staleTime: 30_000,
  });
}
