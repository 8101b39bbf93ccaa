import { redirect } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { Problem } from '#contract/problem.ts';
import { choosePortal, isInFrame, portalInUse } from '#client/api/portal-in-use.ts';
import { queryClient } from '#client/api/query-client.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { paths } from '#client/paths.ts';

/** Everything but signing in needs a session, and a portal to read: the address says which when there are several. */
export async function sessionLoader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  const here = url.pathname + url.search;
  try {
    const session = await queryClient.query({ ...sessionQuery(), staleTime: 'static' });
    const [first, second] = session.portals;
    if (portalInUse() === null && first !== undefined && second !== undefined) {
      choosePortal(first.portal);
      url.searchParams.set('portal', first.portal);
      return redirect(url.pathname + url.search);
    }
    return null;
  } catch (error) {
    const isStranger = error instanceof Problem && error.code === 'not_signed_in';
    // In the portal's frame there is no room to sign in: the boundary says what to do.
    if (isStranger && !isInFrame()) return redirect(paths.signIn(here));
    throw error;
  }
}
