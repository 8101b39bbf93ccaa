import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureSubject } from '#contract/erasure.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ConfirmErasure } from '#client/features/settings/erasure/confirm-erasure.tsx';
import { ErasureForm } from '#client/features/settings/erasure/erasure-form.tsx';
import { ErasuresList } from '#client/features/settings/erasure/erasures-list.tsx';
import { NoPortal } from '#client/features/settings/no-portal.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { erasuresQuery } from '#client/features/settings/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';

export function loader() {
  ahead(queryClient.query(erasuresQuery()));
  return null;
}

/** Erasing a person, or a card, from the portal in use. */
export function ErasurePage() {
  const { t } = useTranslation(['access', 'settings']);
  const { data: session } = useSuspenseQuery(sessionQuery());
  const portal = portalOf(session);
  usePageTitle(t('settings:pages.erasure'));
  if (portal === undefined) return <NoPortal title={t('settings:pages.erasure')} text={t('erasure.noPortalText')} />;
  return <PortalErasures portal={portal.title ?? portal.portal} />;
}

type Asked = { subject: ErasureSubject; shown: string };

function PortalErasures({ portal }: { portal: string }) {
  const { t } = useTranslation(['access', 'settings']);
  const list = useQuery(erasuresQuery());
  const [asked, setAsked] = useState<Asked | null>(null);
  // A form that has done its work is made anew: what was written in it is gone with it.
  const [turn, setTurn] = useState(0);
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('settings:pages.erasure')} text={t('erasure.about', { portal })} />
      <ErasureForm key={turn} onErase={(subject, shown) => setAsked({ subject, shown })} />
      <h2 className="mt-2 text-l font-semibold">{t('erasure.list')}</h2>
      <ErasuresList list={list} />
      {asked !== null && (
        <ConfirmErasure
          {...asked}
          onClose={() => setAsked(null)}
          onBegun={() => {
            setAsked(null);
            setTurn(turn + 1);
          }}
        />
      )}
    </div>
  );
}
