import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '#contract/problem.ts';
import type { Section } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Count } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { isFiltered } from './card-search.ts';
import type { CardFilter } from './card-search.ts';
import { ProcessRows } from './process-rows.tsx';
import type { RowLinks } from './process-rows.tsx';
import { cardProcessesQuery } from './queries.ts';
import type { CardKey } from './queries.ts';
import { SectionSkeleton } from './section-skeleton.tsx';

type ProcessSectionProps = RowLinks & {
  card: CardKey;
  section: Section;
  filter: CardFilter;
  /** How many there are without the filter: none at all is another reason than a filter that hides them. */
  unfiltered: number;
  rowsAbove: number;
  onReset: () => void;
  aside?: ReactNode;
};

/** One of the two lists of a card, newest first. When it is empty it says why. */
export function ProcessSection({
  card,
  section,
  filter,
  unfiltered,
  rowsAbove,
  hrefOf,
  renderMark,
  onIntent,
  onReset,
  aside,
}: ProcessSectionProps) {
  const { t } = useTranslation(['process', 'card', 'common']);
  const format = useFormat();
  const list = useInfiniteQuery(cardProcessesQuery(card, section, filter));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const first = list.data?.pages[0];
  const total =
    first &&
    (first.bounded ? t('common:words.atLeast', { number: format.number(first.total) }) : format.number(first.total));
  const heading = `section-${section}`;
  return (
    <section aria-labelledby={heading} className="overflow-hidden rounded-section border border-line bg-surface">
      <div className="flex min-h-12 items-center justify-between gap-3 px-4 medium:px-5">
        <h2 id={heading} className="flex items-center gap-2 text-l font-semibold">
          {t(`process:${section}`)}
          {first !== undefined && first.total > 0 && <Count>{total}</Count>}
        </h2>
        {aside}
      </div>
      {list.isPending && <SectionSkeleton rows={section === 'active' ? 2 : 4} />}
      {list.isError && items.length === 0 && <Failed error={list.error} onRetry={() => void list.refetch()} />}
      {first !== undefined && items.length === 0 && !list.isError && (
        <Empty section={section} isHidden={isFiltered(filter) && unfiltered > 0} onReset={onReset} />
      )}
      {items.length > 0 && (
        <ProcessRows
          items={items}
          isLive={section === 'active'}
          isStale={list.isPlaceholderData}
          rowsAbove={rowsAbove}
          hrefOf={hrefOf}
          renderMark={renderMark}
          onIntent={onIntent}
        />
      )}
      {list.hasNextPage && (
        <p className="flex flex-wrap items-center justify-end gap-x-1 border-t border-line px-4 py-2.5 text-s text-muted medium:px-5">
          {`${t('process:shown', { shown: format.number(items.length), total })} · `}
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'process:loadingMore' : 'process:showMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Empty({ section, isHidden, onReset }: { section: Section; isHidden: boolean; onReset: () => void }) {
  const { t } = useTranslation(['process', 'card']);
  if (isHidden) {
    return (
      <p className="flex min-h-[63px] flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 text-muted medium:px-5">
        <span className="flex items-center gap-2">
          <Icon name="filter" />
          {t('process:empty.hidden')}
        </span>
        <Button variant="link" onPress={onReset}>
          {t('card:filters.reset')}
        </Button>
      </p>
    );
  }
  const isActive = section === 'active';
  return (
    <EmptyState
      icon={isActive ? 'clock' : 'list'}
      title={t(isActive ? 'process:empty.noneActive' : 'process:empty.noneCompleted')}
      text={t(isActive ? 'process:empty.noneActiveText' : 'process:empty.noneCompletedText')}
    />
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('process');
  const { text, requestId } = useProblemText()(error);
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) {
    return <EmptyState icon="shield" title={t('empty.noRights')} text={t('empty.noRightsText')} />;
  }
  return <ErrorState title={t('empty.unreachable')} text={text} onRetry={onRetry} note={requestId ?? undefined} />;
}
