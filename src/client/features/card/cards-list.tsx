import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { CardRow, cardRowGrid } from './card-row.tsx';
import type { CardsSearch } from './cards-search.ts';
import { cardsQuery } from './queries.ts';

type CardsListProps = {
  search: CardsSearch;
  onReset: () => void;
  onIntent: (card: { cardType: string; cardId: string }) => void;
};

/** Cards of the portal; empty, it says why. */
export function CardsList({ search, onReset, onIntent }: CardsListProps) {
  const { t } = useTranslation(['card', 'process']);
  const format = useFormat();
  const problemText = useProblemText();
  const list = useInfiniteQuery(cardsQuery(search));
  const cards = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isEmpty = list.data !== undefined && cards.length === 0 && !list.isError;
  return (
    <section
      aria-label={t('card:home.title')}
      className="overflow-hidden rounded-section border border-line bg-surface"
    >
      {cards.length > 0 && (
        <div aria-hidden className={`min-h-10 bg-sunken text-s text-muted max-large:hidden! ${cardRowGrid}`}>
          {(['card', 'stage', 'amount', 'processes', 'last'] as const).map((column) => (
            <span key={column} className={column === 'amount' ? 'text-right' : ''}>
              {t(`card:home.columns.${column}`)}
            </span>
          ))}
        </div>
      )}
      {list.isPending &&
        Array.from({ length: 8 }, (_, index) => (
          <div
            key={index}
            className="flex min-h-[63px] flex-col justify-center gap-2 border-t border-line px-5 first:border-t-0"
          >
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        ))}
      {list.isError && cards.length === 0 && (
        <ErrorState
          title={t('process:empty.unreachable')}
          text={problemText(list.error).text}
          onRetry={() => void list.refetch()}
          note={problemText(list.error).requestId ?? undefined}
        />
      )}
      {isEmpty && <Empty search={search} onReset={onReset} />}
      {cards.length > 0 && (
        <ul className={list.isPlaceholderData ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          {cards.map((card) => (
            <CardRow key={`${card.type} ${card.id}`} card={card} format={format} onIntent={onIntent} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="flex justify-end border-t border-line px-4 py-2.5 text-s medium:px-5">
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'process:loadingMore' : 'process:showMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Empty({ search, onReset }: { search: CardsSearch; onReset: () => void }) {
  const { t } = useTranslation('card');
  if (search.q === '' && !search.failures && !search.flagged)
    return <EmptyState icon="list" title={t('home.empty')} text={t('home.emptyText')} />;
  if (search.q === '' && search.flagged) {
    return (
      <EmptyState
        icon="flag"
        title={t('home.hiddenFlagged')}
        action={<Button onPress={onReset}>{t('filters.reset')}</Button>}
      />
    );
  }
  const isQuiet = search.q === '';
  return (
    <EmptyState
      icon={isQuiet ? 'success' : 'search'}
      title={t(isQuiet ? 'home.hiddenFailures' : 'home.hidden')}
      text={t(isQuiet ? 'home.hiddenFailuresText' : 'home.hiddenText')}
      action={<Button onPress={onReset}>{t('filters.reset')}</Button>}
    />
  );
}
