import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { classes } from '#client/lib/classes.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import type { FlagState } from '#contract/flag.ts';
import { FlagRow } from './flag-row.tsx';
import type { FlagsSearch } from './flags-search.ts';
import { flagsQuery } from './queries.ts';

const emptyIcons: Readonly<Record<FlagState, IconName>> = { open: 'flag', due: 'success', closed: 'list' };

/** Flags, those to come back to first; empty, it says why. */
export function FlagsList({ search, onReset }: { search: FlagsSearch; onReset: () => void }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const problemText = useProblemText();
  const list = useInfiniteQuery(flagsQuery(search));
  const flags = list.data?.pages.flatMap((page) => page.items) ?? [];
  const total = list.data?.pages[0]?.total ?? null;
  if (list.isPending) {
    return (
      <Box>
        <div role="status" aria-label={t('loading')}>
          {Array.from({ length: 4 }, (_, index) => (
            <div key={index} className="flex flex-col gap-2 border-t border-line px-5 py-4 first:border-t-0">
              <Skeleton className="h-3.5 w-2/5" />
              <Skeleton className="h-3 w-3/5" />
            </div>
          ))}
        </div>
      </Box>
    );
  }
  if (list.isError && flags.length === 0) {
    const { text, requestId } = problemText(list.error);
    return (
      <Box>
        <ErrorState title={t('failed')} text={text} note={requestId ?? undefined} onRetry={() => void list.refetch()} />
      </Box>
    );
  }
  if (flags.length === 0 && !list.hasNextPage) {
    return (
      <Box>
        <Empty search={search} onReset={onReset} />
      </Box>
    );
  }
  return (
    <>
      <Box>
        <ul
          aria-label={t('title')}
          aria-busy={list.isPlaceholderData}
          className={classes('transition-opacity', list.isPlaceholderData && 'opacity-60')}
        >
          {flags.map((flag) => (
            <FlagRow key={flag.flag} flag={flag} />
          ))}
        </ul>
      </Box>
      <p className="flex flex-wrap items-center gap-x-3 text-s text-muted">
        {total !== null && <span>{t('total', { count: total, shown: format.number(total) })}</span>}
        {list.hasNextPage && (
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'loadingMore' : 'more')}
          </Button>
        )}
      </p>
    </>
  );
}

function Empty({ search, onReset }: { search: FlagsSearch; onReset: () => void }) {
  const { t } = useTranslation('flags');
  const { state } = search;
  if (search.q !== '' || search.mine || search.card !== null) {
    return (
      <EmptyState icon="filter" title={t('empty.hidden')} action={<Button onPress={onReset}>{t('reset')}</Button>} />
    );
  }
  return <EmptyState icon={emptyIcons[state]} title={t(`empty.${state}`)} text={t(`empty.${state}Text`)} />;
}

function Box({ children }: { children: ReactNode }) {
  return <div className="overflow-hidden rounded-section border border-line bg-surface">{children}</div>;
}
