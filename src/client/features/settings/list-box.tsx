import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';

type ListBoxProps<T> = {
  label: string;
  query: UseQueryResult<{ items: T[] }>;
  /** Instead of the list when there is nothing in it. */
  empty: ReactNode;
  children: (items: readonly T[]) => ReactNode;
};

/** A section around a list, whose rows may follow its width: while it loads, when it did not load, when it is empty. */
export function ListBox<T>({ label, query, empty, children }: ListBoxProps<T>) {
  const { t } = useTranslation('settings');
  const problemText = useProblemText();
  const { data, error } = query;
  return (
    <section
      aria-label={label}
      aria-busy={query.isFetching}
      className="@container overflow-hidden rounded-section border border-line bg-surface"
    >
      {data === undefined && error === null && (
        <div role="status" aria-label={t('loading')}>
          {[0, 1, 2].map((row) => (
            <div
              key={row}
              className="flex min-h-[63px] flex-col justify-center gap-2 border-t border-line px-5 first:border-t-0"
            >
              <Skeleton className="h-3.5 w-2/5" />
              <Skeleton className="h-3 w-1/4" />
            </div>
          ))}
        </div>
      )}
      {data === undefined && error !== null && (
        <ErrorState
          title={t('notLoaded')}
          text={problemText(error).text}
          note={problemText(error).requestId ?? undefined}
          onRetry={() => void query.refetch()}
        />
      )}
      {data !== undefined && (data.items.length === 0 ? empty : children(data.items))}
    </section>
  );
}
