import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { classes } from '#client/lib/classes.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { CauseRow, causeRowGrid } from './cause-row.tsx';
import { type FailureSearch, isFiltered, isNotClosed, noFilter, writeFailureRange } from './failure-search.ts';
import { failureFacetsQuery, failuresQuery } from './queries.ts';
import { isChosen, type Selection, toggled, toggledPage } from './selection.ts';

/** Where each column stands in the grid of a row. */
const areas = {
  trend: 'trend',
  failures: 'count',
  cards: 'cards',
  last: 'last',
  state: 'state',
  assignee: 'who',
} as const;
const columns = ['trend', 'failures', 'cards', 'last', 'state', 'assignee'] as const;

type CausesListProps = {
  search: FailureSearch;
  onChange: (part: Partial<FailureSearch>) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
};

/** Causes as rows; empty, it says why. */
export function CausesList({ search, onChange, selection, onSelect }: CausesListProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const problemText = useProblemText();
  const list = useInfiniteQuery(failuresQuery(search));
  const causes = list.data?.pages.flatMap((page) => page.causes) ?? [];
  const shown = causes.map(({ cause }) => cause);
  const [first] = list.data?.pages ?? [];
  const total = first?.total ?? 0;
  return (
    <section
      aria-label={t('list.label')}
      aria-busy={list.isFetching}
      className="overflow-hidden rounded-section border border-line bg-surface"
    >
      {first?.bounded === true && (
        <Notice tone="warning" className="rounded-none!">
          {t('list.bounded', { date: format.dateTime(first.countedFrom) })}
        </Notice>
      )}
      {causes.length > 0 && (
        <div
          className={`min-h-10 bg-sunken text-s text-muted max-large:hidden! large:max-[90rem]:[grid-template-areas:'pick_name_trend_count_cards_last_state']! ${causeRowGrid}`}
        >
          <label className="-ml-1.5 flex size-7 items-center justify-center [grid-area:pick]">
            <input
              type="checkbox"
              aria-label={t('bulk.choosePage')}
              checked={shown.every((cause) => isChosen(selection, cause))}
              onChange={() => onSelect(toggledPage(selection, shown))}
              className="size-4 accent-accent"
            />
          </label>
          <span aria-hidden className="[grid-area:name]">
            {t('list.columns.cause')}
          </span>
          {columns.map((column) => (
            <span
              key={column}
              aria-hidden
              className={classes(
                (column === 'failures' || column === 'cards') && 'text-right',
                column === 'assignee' && 'max-[90rem]:hidden',
              )}
              style={{ gridArea: areas[column] }}
            >
              {t(`list.columns.${column}`)}
            </span>
          ))}
        </div>
      )}
      {list.isPending && (
        <div role="status" aria-label={t('list.loading')}>
          {Array.from({ length: 6 }, (_, index) => (
            <div
              key={index}
              className="flex min-h-[63px] items-center gap-6 border-t border-line px-5 first:border-t-0"
            >
              <Skeleton className="h-4 w-2/5" />
              <Skeleton className="h-4 w-24" />
            </div>
          ))}
        </div>
      )}
      {list.isError && causes.length === 0 && (
        <ErrorState
          title={t('list.notLoaded')}
          text={problemText(list.error).text}
          note={problemText(list.error).requestId ?? undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data !== undefined && causes.length === 0 && !list.isError && <Empty search={search} onChange={onChange} />}
      {causes.length > 0 && (
        <ul className={list.isPlaceholderData ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          {causes.map((cause) => (
            <CauseRow
              key={cause.cause}
              cause={cause}
              href={paths.failure(cause.cause, writeFailureRange(search))}
              isChosen={isChosen(selection, cause.cause)}
              onToggle={() => onSelect(toggled(selection, cause.cause, shown))}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="flex flex-wrap items-center justify-end gap-x-1 border-t border-line px-4 py-2.5 text-s text-muted medium:px-5">
          {`${t('list.shown', { shown: format.number(causes.length), total: format.number(total) })} · `}
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'list.loadingMore' : 'list.showMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Nothing failed, everything is closed, or the filter hides it: the facets know no filter. */
function Empty({ search, onChange }: Pick<CausesListProps, 'search' | 'onChange'>) {
  const { t } = useTranslation('failures');
  const { span, from, to } = search;
  const facets = useQuery(failureFacetsQuery({ span, from, to })).data;
  if (facets === undefined) return <div className="min-h-[63px]" />;
  if (facets.robots.length === 0 || !isFiltered(search)) {
    return <EmptyState icon="success" title={t('empty.nothing')} text={t('empty.nothingText')} />;
  }
  if (isNotClosed(search.states) && !isFiltered({ ...search, states: [] })) {
    return (
      <EmptyState
        icon="success"
        title={t('empty.closed')}
        text={t('empty.closedText')}
        action={<Button onPress={() => onChange({ states: [] })}>{t('empty.showClosed')}</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon="search"
      title={t('empty.hidden')}
      text={t('empty.hiddenText')}
      action={<Button onPress={() => onChange(noFilter)}>{t('filters.reset')}</Button>}
    />
  );
}
