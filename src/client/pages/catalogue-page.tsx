import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ExplanationRow } from '#client/features/settings/explanations/explanation-row.tsx';
import { explanationsQuery } from '#client/features/settings/explanations/queries.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function loader() {
  ahead(queryClient.query(explanationsQuery()));
  return null;
}

/** Explanations of the portal's own: support comes to it from the failures, administrators from the settings, too. */
export function CataloguePage() {
  const { t } = useTranslation('explanations');
  const { data: session } = useSuspenseQuery(sessionQuery());
  const query = useQuery({ ...explanationsQuery(), throwOnError: false });
  const { role } = session.person;
  const mayChange = role === 'support' || role === 'administrator';
  usePageTitle(t('title'));
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('title')}
        text={t('about')}
        action={
          mayChange && (
            <Link to={paths.explanation('new')} className={buttonClass('primary')}>
              {t('make')}
            </Link>
          )
        }
      />
      {query.data?.bounded === true && <Notice tone="warning">{t('bounded')}</Notice>}
      <ListBox
        label={t('title')}
        query={query}
        empty={
          <EmptyState
            title={t('empty')}
            text={t('emptyText')}
            action={
              <Link to={paths.failures()} className={buttonClass()}>
                {t('toFailures')}
              </Link>
            }
          />
        }
      >
        {(items) => (
          <ul>
            {items.map((row) => (
              <ExplanationRow key={row.explanation} row={row} days={query.data?.days ?? 0} mayChange={mayChange} />
            ))}
          </ul>
        )}
      </ListBox>
    </div>
  );
}
