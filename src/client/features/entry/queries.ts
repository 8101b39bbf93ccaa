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

/** A failed step beside the last one that went well. What was written does not change; a better run may come. */
export function comparisonQuery(process: string, entry: string) {
  return queryOptions({
    queryKey: ['comparison', process, entry],
    queryFn: ({ signal }) => call('compareEntry', { params: { process, entry }, query: {}, signal }),
    staleTime: 60_000,
  });
}

/** A failure for whoever mends it from outside. It is noted each time it is made: never made ahead, kept while it is looked at. */
export function bundleQuery(process: string, entry: string, language: string) {
  return queryOptions({
    queryKey: ['bundle', process, entry, language],
    queryFn: ({ signal }) => call('entryBundle', { params: { process, entry }, query: {}, signal }),
    staleTime: 60_000,
  });
}
