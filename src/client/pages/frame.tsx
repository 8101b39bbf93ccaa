import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { Outlet, useParams } from 'react-router';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ZoneContext } from '#client/i18n/format.ts';
import { hostInUse } from '#client/portal/choose-host.ts';
import { tallest } from '#client/portal/frame-height.ts';
import { SettingContext } from '#client/portal/setting.ts';
import { useReportedHeight } from '#client/portal/use-reported-height.ts';

/** The portal's tab: nothing of ours around the page, and a frame as tall as the page needs. */
export function Frame() {
  const { data: session } = useSuspenseQuery(sessionQuery());
  const content = useRef<HTMLElement>(null);
  // The journal fills the frame, however short the page below it is.
  useReportedHeight(hostInUse(), content, useParams()['processId'] === undefined ? 0 : tallest);
  return (
    <ZoneContext value={portalOf(session)?.timeZone ?? 'UTC'}>
      <SettingContext value="frame">
        <main ref={content} className="w-full px-3 py-3 medium:px-4">
          <Outlet />
        </main>
      </SettingContext>
    </ZoneContext>
  );
}
