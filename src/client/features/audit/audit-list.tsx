import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { type AuditSearch, isFiltered, noFilter } from './audit-search.ts';
import { EventRow, eventRowGrid } from './event-row.tsx';
import { auditQuery } from './queries.ts';

type AuditListProps = { search: AuditSearch; onChange: (part: Partial<AuditSearch>) => void };

/** The events, newest first; empty, it says why. */
export function AuditList({ search, onChange }: AuditListProps) {
  const { t } = useTranslation('audit');
  const problemText = useProblemText();
  const list = useInfiniteQuery(auditQuery(search));
  const events = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section
      aria-label={t('title')}
      aria-busy={list.isFetching}
      className="overflow-hidden rounded-section border border-line bg-surface"
    >
      {events.length > 0 && (
        <div aria-hidden className={`min-h-10 bg-sunken text-s text-muted max-large:hidden! ${eventRowGrid}`}>
          {(['at', 'actor', 'action', 'network'] as const).map((column) => (
            <span key={column}>{t(`columns.${column}`)}</span>
          ))}
        </div>
      )}
      {list.isPending && (
        <div role="status" aria-label={t('loading')}>
          {Array.from({ length: 8 }, (_, index) => (
            <div key={index} className="flex min-h-12 items-center gap-6 border-t border-line px-5 first:border-t-0">
              <Skeleton className="h-3 w-28" />
              <Skeleton className="h-3.5 w-2/5" />
            </div>
          ))}
        </div>
      )}
      {list.isError && events.length === 0 && (
        <ErrorState
          title={t('notLoaded')}
          text={problemText(list.error).text}
          note={problemText(list.error).requestId ?? undefined}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data !== undefined && events.length === 0 && !list.isError && (
        <Empty isHidden={isFiltered(search)} onReset={() => onChange(noFilter)} />
      )}
      {events.length > 0 && (
        <ul className={list.isPlaceholderData ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          {events.map((event) => (
            <EventRow key={event.seq} event={event} onNarrow={onChange} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="flex justify-end border-t border-line px-4 py-2.5 text-s medium:px-5">
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'loadingMore' : 'more')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Empty({ isHidden, onReset }: { isHidden: boolean; onReset: () => void }) {
  const { t } = useTranslation('audit');
  if (!isHidden) return <EmptyState icon="shield" title={t('empty')} text={t('emptyText')} />;
  return (
    <EmptyState
      icon="search"
      title={t('hidden')}
      text={t('hiddenText')}
      action={<Button onPress={onReset}>{t('filters.reset')}</Button>}
    />
  );
}
