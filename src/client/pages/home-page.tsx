import { useTranslation } from 'react-i18next';
import { redirect } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { queryClient } from '#client/api/query-client.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { askForCards, FindCard } from './find-card.tsx';
import { PortalExport } from './portal-export.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const known = queryClient.getQueryData(sessionQuery().queryKey);
  if (known?.person.role !== 'auditor') askForCards(request);
  // An auditor reads no journals: here he would find nothing. Who is a stranger is told so by the session's own loader.
  const session = known ?? (await queryClient.query({ ...sessionQuery(), staleTime: 'static' }).catch(() => null));
  return session?.person.role === 'auditor' ? redirect(paths.audit()) : null;
}

/** Somewhere to go after signing in: every card that a process has run on. */
export function HomePage() {
  const { t } = useTranslation('card');
  usePageTitle(t('home.title'));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <h1 className="text-2xl font-semibold">{t('home.title')}</h1>
        <PortalExport />
      </div>
      <FindCard />
    </div>
  );
}
