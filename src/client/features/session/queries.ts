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

/** One's own account, and where it is signed in. */
export function accountQuery() {
  return queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => call('account', { signal }) });
}

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

/** How one can sign in here. Without an answer there is the password: nobody is kept from his page by it. */
export function signInWaysQuery() {
  return queryOptions({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => call('signInWays', { signal }),
    staleTime: 5 * 60_000,
  });
}
