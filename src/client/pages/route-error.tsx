import { isRouteErrorResponse, Navigate, useLocation, useRevalidator, useRouteError } from 'react-router';
import { Problem } from '#contract/problem.ts';
import { isInFrame } from '#client/api/portal-in-use.ts';
import { queryClient } from '#client/api/query-client.ts';
import { paths } from '#client/paths.ts';
import { FrameLost } from './frame-lost.tsx';
import { PartMissing } from './page-part.ts';
import { ProblemView } from './problem-view.tsx';

/** Chooses by the code what a route that failed shows. */
export function RouteError() {
  const thrown = useRouteError();
  const { pathname, search } = useLocation();
  const revalidator = useRevalidator();
  const error = isRouteErrorResponse(thrown) && thrown.status === 404 ? new Problem('not_found') : thrown;
  if (error instanceof Problem && error.code === 'not_signed_in') {
    if (isInFrame()) return <FrameLost />;
    return <Navigate to={paths.signIn(pathname + search)} replace />;
  }
  if (error instanceof Problem && error.code === 'not_found') return <ProblemView error={error} />;
  return (
    <ProblemView
      error={error}
      onRetry={() => {
        void queryClient.resetQueries();
        // A part of the page that did not load (a new version was put out) needs the document anew.
        if (error instanceof PartMissing) location.reload();
        else void revalidator.revalidate();
      }}
    />
  );
}
