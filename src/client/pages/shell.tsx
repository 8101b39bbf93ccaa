import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from 'react-router';
import { AppHeader } from '#client/features/session/app-header.tsx';
import { DemoBanner } from '#client/features/session/demo-banner.tsx';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { SkipLink } from '#client/features/session/skip-link.tsx';
import { ZoneContext } from '#client/i18n/format.ts';

/** Our own frame: header, then the page. */
export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery());
  return (
    <ZoneContext value={portalOf(session)?.timeZone ?? 'UTC'}>
      <SkipLink />
      {session.demo && <DemoBanner />}
      <div className="full:has-[>header[data-side]]:flex">
        <AppHeader session={session} />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto w-full max-w-[1180px] min-w-0 px-3 py-4 medium:px-6 medium:py-5"
        >
          <Outlet />
        </main>
      </div>
    </ZoneContext>
  );
}
