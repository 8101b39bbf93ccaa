import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { DirectHits } from './direct-hits.tsx';
import { toGroups } from './groups.ts';
import { searchQuery } from './queries.ts';
import { ResultGroup } from './result-group.tsx';
import { NothingFound } from './search-empty.tsx';

type SearchResultsProps = {
  q: string;
  /** Whether there may be cards that its reader does not see. */
  isNarrow: boolean;
  onSearch: (q: string) => void;
};

/** Everything that a search found; when it is nothing, why. */
export function SearchResults({ q, isNarrow, onSearch }: SearchResultsProps) {
  const { t } = useTranslation(['search', 'common']);
  const format = useFormat();
  const problemText = useProblemText();
  const list = useInfiniteQuery(searchQuery(q));
  if (list.isPending) return <Loading />;
  const [first] = list.data?.pages ?? [];
  if (first === undefined) {
    const { text, requestId } = problemText(list.error);
    return (
      <ErrorState
        title={t('search:notLoaded')}
        text={text}
        note={requestId ?? undefined}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const pages = list.data?.pages ?? [];
  const groups = toGroups(pages);
  const { hits, lag } = first;
  const total = first.total ?? 0;
  const shown = format.number(total);
  const lookedBackTo = pages.at(-1)?.lookedBackTo ?? null;
  const isEmpty = groups.length === 0;
  const hasHits = hits.cards.length + hits.processes.length > 0;
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className={isEmpty && !hasHits ? 'sr-only' : 'text-s text-muted'}>
        {isEmpty && !first.bounded
          ? t('search:total.none')
          : first.bounded
            ? t('search:total.atLeast', { shown })
            : t('search:total.exact', { count: total, shown })}
      </p>
      <Lag lag={lag} />
      <DirectHits hits={hits} />
      {isEmpty && lookedBackTo === null && !hasHits && <NothingFound q={q} isNarrow={isNarrow} onSearch={onSearch} />}
      {!isEmpty && (
        <section
          aria-label={t('search:entries')}
          className="overflow-hidden rounded-section border border-line bg-surface"
        >
          <ul>
            {groups.map((group) => (
              <ResultGroup key={group.key} group={group} q={q} />
            ))}
          </ul>
        </section>
      )}
      {lookedBackTo !== null && (
        <p className="text-s text-muted">{t('search:lookedBackTo', { at: format.dateTime(lookedBackTo) })}</p>
      )}
      {list.isFetchNextPageError && <Notice tone="failure">{problemText(list.error).text}</Notice>}
      {list.hasNextPage && (
        <p className="flex justify-end text-s">
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(
              list.isFetchingNextPage ? 'search:loadingMore' : lookedBackTo === null ? 'search:more' : 'search:further',
            )}
          </Button>
        </p>
      )}
    </div>
  );
}

function Loading() {
  const { t } = useTranslation('search');
  return (
    <div role="status" aria-label={t('loading')} className="rounded-section border border-line bg-surface">
      {Array.from({ length: 6 }, (_, index) => (
        <div key={index} className="flex flex-col gap-2 border-t border-line px-5 py-3 first:border-t-0">
          <Skeleton className="h-3 w-1/3" />
          <Skeleton className="h-3.5 w-3/5" />
        </div>
      ))}
    </div>
  );
}

/** Fewer wait each time that entries come in one by one: no reason to distrust what was found. */
const manyWait = 1000;

function Lag({ lag: { entries, isBuilding } }: Pick<ResponseOf<'search'>, 'lag'>) {
  const { t } = useTranslation('search');
  const format = useFormat();
  if (isBuilding) return <Notice tone="warning">{t('lag.building')}</Notice>;
  if (entries === 0) return null;
  const text = t('lag.entries', { count: entries, shown: format.number(entries) });
  return entries < manyWait ? <p className="text-s text-muted">{text}</p> : <Notice tone="warning">{text}</Notice>;
}
