import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ahead, queryClient } from '#client/api/query-client.ts';
import {
  activityKinds,
  matchingActivities,
  readActivitiesSearch,
  writeActivitiesSearch,
} from '#client/features/settings/activities-search.ts';
import type { ActivitiesSearch } from '#client/features/settings/activities-search.ts';
import { ActivityRow, activityRowGrid } from '#client/features/settings/activity-row.tsx';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { activitiesQuery } from '#client/features/settings/queries.ts';
import { useAddressState } from '#client/address-state.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SearchField } from '#client/ui/search-field.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';

export function loader() {
  ahead(queryClient.query(activitiesQuery()));
  return null;
}

const columns = ['name', 'application', 'waits', 'wrote'] as const;
const everything: ActivitiesSearch = { q: '', kind: 'all' };

/** Robots and actions that applications registered, and whether they write. */
export function ActivitiesPage() {
  const { t } = useTranslation('settings');
  const [search, change] = useAddressState(readActivitiesSearch, writeActivitiesSearch);
  const list = useQuery(activitiesQuery());
  usePageTitle(t('pages.activities'));
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('pages.activities')} text={t('activities.about')} />
      <div className="flex flex-wrap gap-2">
        <SearchField
          label={t('activities.search')}
          value={search.q}
          onSearch={(q) => change({ q })}
          className="min-w-0 flex-1 basis-56"
        />
        <SegmentedControl
          label={t('activities.kind')}
          items={activityKinds.map((key) => ({ key, title: t(`activities.filter.${key}`) }))}
          selected={search.kind}
          onSelect={(kind) => change({ kind })}
        />
      </div>
      <ListBox
        label={t('pages.activities')}
        query={list}
        empty={<EmptyState icon="robot" title={t('activities.empty')} text={t('activities.emptyText')} />}
      >
        {(items) => {
          const shown = matchingActivities(items, search);
          if (shown.length === 0) {
            return (
              <EmptyState
                icon="filter"
                title={t('activities.hidden')}
                action={<Button onPress={() => change(everything)}>{t('activities.reset')}</Button>}
              />
            );
          }
          return (
            <>
              <div aria-hidden className={`min-h-10 bg-sunken text-s text-muted max-full:hidden! ${activityRowGrid}`}>
                {columns.map((column) => (
                  <span key={column}>{t(`activities.columns.${column}`)}</span>
                ))}
              </div>
              <ul>
                {shown.map((activity) => (
                  <ActivityRow key={`${activity.application.clientId} ${activity.code}`} activity={activity} />
                ))}
              </ul>
            </>
          );
        }}
      </ListBox>
    </div>
  );
}
