import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { sessionQuery } from '#client/features/session/queries.ts';
import { hasSections } from '#client/features/session/sections.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { askForCards, FindCard } from './find-card.tsx';
import { PortalExport } from './portal-export.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  askForCards(request);
  return null;
}

/** The frame, opened elsewhere in the portal than on a card: the way to one. */
export function FrameHomePage() {
  const { t } = useTranslation('frame');
  const role = useQuery(sessionQuery()).data?.person.role;
  usePageTitle(t('home.title'));
  return (
    <div className="flex flex-col gap-4">
      <header className="flex items-start justify-between gap-3">
        <div>
          <h1 className="text-xl font-semibold">{t('home.title')}</h1>
          <p className="text-pretty text-muted">{t('home.text')}</p>
        </div>
        {role !== undefined && hasSections(role) && <PortalExport />}
      </header>
      <FindCard />
    </div>
  );
}
