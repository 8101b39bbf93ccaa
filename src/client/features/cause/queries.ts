import { queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';

/** Why an entry failed, in the language of the page: another language is another answer. */
export function causeQuery(process: string, entry: string, language: string) {
  return queryOptions({
    queryKey: ['cause', process, entry, language],
    queryFn: ({ signal }) => call('cause', { params: { process, entry }, query: {}, signal }),
    staleTime: 60_000,
  });
}
