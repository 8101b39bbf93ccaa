import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from '#contract/problem.ts';
import type { ProblemCode } from '#contract/problem.ts';

/** Another try may succeed by itself only for these; all other problems stay until somebody does something. */
const passing: readonly ProblemCode[] = ['overloaded', 'too_many_requests', 'storage_failed', 'portal_unreachable'];

function isWorthRetry(failures: number, error: unknown): boolean {
  if (failures >= 2) return false;
  return error instanceof Problem ? passing.includes(error.code) : true;
}

let onSignedOut: () => void = () => {};

/** What to do when a request finds that the session has ended while the page is open. */
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (error instanceof Problem && error.code === 'not_signed_in' && query.queryKey[0] !== 'session') onSignedOut();
    },
  }),
  defaultOptions: {
    queries: { staleTime: 15_000, gcTime: 5 * 60_000, retry: isWorthRetry },
    mutations: { retry: false },
  },
});

/** Starts a query before it is needed. If it fails, who needs it asks again and says so. */
export function ahead(query: Promise<unknown>): void {
  query.catch(() => {});
}
