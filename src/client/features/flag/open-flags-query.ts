import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Flag } from '#contract/flag.ts';
import { call } from '#client/api/call.ts';

/** When to come back, as texts are compared: what has no day comes last. */
const dueOf = ({ dueAt }: Flag) => dueAt ?? '~';

/** Open flags of a process and its entries, those to come back to first. `count`: how many it says that it has; another is another answer. */
export function openFlagsQuery(process: string, count: number) {
  return queryOptions({
    queryKey: ['process-flags', process, count],
    queryFn: async ({ signal }) => {
      const { items } = await call('processFlags', { params: { process }, query: {}, signal });
      const open = items.filter(({ closedAt }) => closedAt === null);
      return open.toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : Number(dueOf(a) > dueOf(b))));
    },
    enabled: count > 0,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}
