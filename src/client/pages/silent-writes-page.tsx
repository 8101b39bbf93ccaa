import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { silentWritesQuery } from '#client/features/settings/queries.ts';
import { silentSummary } from '#client/features/settings/silent-days.ts';
import { SilentChart, SilentTable } from '#client/features/settings/silent-figures.tsx';
import { SilentReasons } from '#client/features/settings/silent-reasons.tsx';
import { readSilentView, silentViews, writeSilentView } from '#client/features/settings/silent-search.ts';
import { useFormat } from '#client/i18n/format.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';

export function loader() {
  ahead(queryClient.query(silentWritesQuery()));
  return null;
}

/** What applications wrote and was answered `true`, but is in no journal. */
export function SilentWritesPage() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const view = readSilentView(params);
  const list = useQuery(silentWritesQuery());
  const [now] = useState(Date.now);
  usePageTitle(t('pages.silent-writes'));
  const nothingLost = <EmptyState icon="success" title={t('silent.empty')} text={t('silent.emptyText')} />;
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('pages.silent-writes')} text={t('silent.about')} />
      <ListBox label={t('pages.silent-writes')} query={list} empty={nothingLost}>
        {(items) => {
          const summary = silentSummary(items, now);
          if (summary.total === 0) return nothingLost;
          return (
            <>
              <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-3 medium:px-5">
                <h2>
                  <span className="block text-s text-muted">{t('silent.lost')}</span>
                  <span className="text-2xl font-semibold">{format.number(summary.total)}</span>
                </h2>
                <SegmentedControl
                  label={t('silent.view')}
                  items={silentViews.map((key) => ({ key, title: t(`silent.views.${key}`) }))}
                  selected={view}
                  onSelect={(next) =>
                    setParams((now) => writeSilentView(next, now), { replace: true, preventScrollReset: true })
                  }
                />
              </div>
              <div className="border-y border-line">
                {view === 'chart' ? <SilentChart summary={summary} /> : <SilentTable summary={summary} />}
              </div>
              <SilentReasons summary={summary} />
            </>
          );
        }}
      </ListBox>
      <p className="text-s text-muted">{t('silent.zone')}</p>
    </div>
  );
}
