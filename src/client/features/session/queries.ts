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

/** How one can sign in here. Without an answer there is the password: nobody is kept from his page by it. */
export function signInWaysQuery() {
  return queryOptions({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => call('signInWays', { signal }),
    staleTime: 5 * 60_000,
  });
}
