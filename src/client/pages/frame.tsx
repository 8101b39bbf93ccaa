import { useSuspenseQuery } from '@tanstack/react-query';
import { Suspense, useRef } from 'react';
import { Outlet, useParams } from 'react-router';
import { isOnNoCard } from '#client/api/portal-in-use.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { hasSections, Sections } from '#client/features/session/sections.ts';
import { SkipLink } from '#client/features/session/skip-link.tsx';
import { ZoneContext } from '#client/i18n/format.ts';
import { hostInUse } from '#client/portal/choose-host.ts';
import { tallest } from '#client/portal/frame-height.ts';
import { useReportedHeight } from '#client/portal/use-reported-height.ts';

/**
 * The portal's frame. In a card's tab there is nothing of ours around the page, and the frame is as tall as the page
 * needs; elsewhere it is as tall as it may be, with a way between the sections for who has several.
 */
export function Frame() {
  const { data: session } = useSuspenseQuery(sessionQuery());
  const content = useRef<HTMLDivElement>(null);
  const { cardType, processId } = useParams();
  const { role } = session.person;
  const hasNav = hasSections(role) && (cardType === undefined || isOnNoCard());
  // The journal fills the frame, however short the page below it is. Between sections the frame keeps its height: one that
  // shrinks moves what is pressed away from under the pointer.
  useReportedHeight(hostInUse(), content, hasNav || processId !== undefined ? tallest : 0);
  return (
    <ZoneContext value={portalOf(session)?.timeZone ?? 'UTC'}>
      <div ref={content} className="w-full px-3 pb-3 medium:px-4">
        {hasNav && (
          <>
            <SkipLink />
            <Suspense fallback={<div className="min-h-10 border-b border-line" />}>
              <Sections role={role} shape="line" />
            </Suspense>
          </>
        )}
        <main id="content" tabIndex={-1} className="pt-3">
          <Outlet />
        </main>
      </div>
    </ZoneContext>
  );
}
