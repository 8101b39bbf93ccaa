import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { BulkBar } from '#client/features/failures/bulk-bar.tsx';
import { CausesList } from '#client/features/failures/causes-list.tsx';
import { FailuresExport } from '#client/features/failures/failures-export.tsx';
import { FailureFilters } from '#client/features/failures/failure-filters.tsx';
import {
  type FailureSearch,
  filterOf,
  readFailureSearch,
  writeFailureSearch,
} from '#client/features/failures/failure-search.ts';
import { Histogram } from '#client/features/failures/histogram.tsx';
import { failureFacetsQuery, failuresQuery } from '#client/features/failures/queries.ts';
import { RangePicker } from '#client/features/failures/range-picker.tsx';
import { nothingChosen, stillShown } from '#client/features/failures/selection.ts';
import { Totals, TotalsSkeleton } from '#client/features/failures/totals.tsx';
import { ViewsMenu } from '#client/features/failures/views-menu.tsx';
import { sessionQuery } from '#client/features/session/queries.ts';
import { useFormat } from '#client/i18n/format.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  const search = readFailureSearch(new URL(request.url).searchParams);
  const { span, from, to } = search;
  ahead(queryClient.infiniteQuery(failuresQuery(search)));
  ahead(queryClient.query(failureFacetsQuery({ span, from, to })));
  return null;
}

/** Failures over all cards by cause: the home of support. */
export function FailuresPage() {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const client = useQueryClient();
  const [search, changeSearch] = useAddressState(readFailureSearch, writeFailureSearch);
  const [chosen, setChosen] = useState(nothingChosen);
  const list = useInfiniteQuery(failuresQuery(search));
  const role = useQuery(sessionQuery()).data?.person.role;
  const [first] = list.data?.pages ?? [];
  const shown = list.data?.pages.flatMap((page) => page.causes.map(({ cause }) => cause)) ?? [];
  const selection = stillShown(chosen, shown);
  usePageTitle(t('title'));

  function change(part: Partial<FailureSearch>): void {
    // Chosen under another filter, "all" would be other causes now.
    setChosen(nothingChosen);
    changeSearch(part);
  }

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="mr-auto text-2xl font-semibold">{t('title')}</h1>
        <Link to={paths.explanations()} className="text-s font-medium text-accent hover:underline">
          {t('explain.all')}
        </Link>
        <RangePicker range={search} onChange={change} />
        <span className="flex gap-1">
          <ViewsMenu search={search} mayRemoveShared={role === 'administrator'} onOpen={change} />
          {first === undefined ? (
            <span className="size-8" />
          ) : (
            <FailuresExport
              query={{ ...first.asked, ...filterOf(search) }}
              counted={t('cause.times', {
                count: first.totals.failures,
                shown: format.number(first.totals.failures),
              })}
            />
          )}
          <IconButton
            icon="running"
            label={t('refresh')}
            isPending={list.isFetching && !list.isFetchingNextPage}
            onPress={() => void client.invalidateQueries({ queryKey: ['failures'] })}
          />
        </span>
      </div>
      {first === undefined ? (
        <>
          <TotalsSkeleton />
          <Skeleton className="h-29 rounded-section" />
        </>
      ) : (
        <>
          <Totals totals={first.totals} range={search} />
          <div className="rounded-section border border-line bg-surface px-4 pt-4 pb-2">
            <Histogram
              histogram={first.histogram}
              isNarrowed={search.from !== null || search.to !== null}
              onNarrow={change}
            />
          </div>
        </>
      )}
      <FailureFilters search={search} change={change} />
      <CausesList search={search} onChange={change} selection={selection} onSelect={setChosen} />
      {first !== undefined && (
        <BulkBar
          search={search}
          asked={first.asked}
          total={first.total}
          shown={shown}
          selection={selection}
          onSelect={setChosen}
        />
      )}
      <p className="text-s text-muted">{`${t('zone', { zone: format.zoneLabel() })} · ${t('shownAt', { time: format.time(list.dataUpdatedAt) })}`}</p>
    </div>
  );
}
