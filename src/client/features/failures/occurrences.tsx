import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Occurrence } from '#contract/failures.ts';
import { plainMessage } from '#client/features/entry/bbcode.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';
import type { FailureRange } from './failure-search.ts';
import { isChoice } from './cause-search.ts';
import { FailuresExport } from './failures-export.tsx';
import { causeFailuresQuery, chosenOf, type OccurrenceChoice } from './queries.ts';

type OccurrencesProps = {
  cause: string;
  range: FailureRange;
  choice: OccurrenceChoice;
  /** What is chosen, in words. */
  chosen: string;
  /** In the range, whatever is chosen. */
  failures: number;
  onReset: () => void;
};

/** Failures of a cause, newest first; each leads into its journal, to the very entry. */
export function Occurrences({ cause, range, choice, chosen, failures, onReset }: OccurrencesProps) {
  const { t } = useTranslation('failures');
  const problemText = useProblemText();
  const list = useInfiniteQuery(causeFailuresQuery(cause, range, choice));
  const format = useFormat();
  const asked = list.data?.pages[0]?.asked;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section
      aria-label={t('cause.occurrences')}
      aria-busy={list.isFetching}
      className="overflow-hidden rounded-section border border-line bg-surface"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 medium:px-5">
        <h2 className="font-semibold">{t('cause.occurrences')}</h2>
        {isChoice(choice) && (
          <>
            <span className="min-w-0 text-s text-muted">
              <Text>{t('cause.chosen', { what: chosen })}</Text>
            </span>
            <Button variant="link" className="text-s" onPress={onReset}>
              {t('cause.reset')}
            </Button>
          </>
        )}
        {asked !== undefined && items.length > 0 && (
          <span className="-my-1.5 ml-auto">
            <FailuresExport
              query={{ cause, ...asked, ...chosenOf(choice) }}
              counted={
                isChoice(choice)
                  ? t('export.chosen')
                  : t('cause.times', { count: failures, shown: format.number(failures) })
              }
            />
          </span>
        )}
      </div>
      {list.isPending && <Skeleton className="m-4 h-10" />}
      {list.isError && items.length === 0 && (
        <ErrorState
          title={t('list.notLoaded')}
          text={problemText(list.error).text}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data !== undefined && items.length === 0 && <EmptyState icon="search" title={t('cause.noneChosen')} />}
      {items.length > 0 && (
        <ul className={list.isPlaceholderData ? 'opacity-60 transition-opacity' : 'transition-opacity'}>
          {items.map((item) => (
            <OccurrenceRow key={item.entry} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <p className="flex justify-end border-t border-line px-4 py-2.5 text-s medium:px-5">
          <Button variant="link" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
            {t(list.isFetchingNextPage ? 'list.loadingMore' : 'list.showMore')}
          </Button>
        </p>
      )}
    </section>
  );
}

function OccurrenceRow({ item }: { item: Occurrence }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const { card, client, amount, template, stage, activity, message } = item;
  const title = card === null ? t('cause.noCard') : (card.title ?? `${card.type} ${card.id}`);
  const version = template?.version == null ? null : t('cause.version', { version: template.version });
  const where = [
    activity.title ?? activity.code ?? activity.name,
    template === null ? null : `${template.name ?? template.id}${version === null ? '' : `, ${version}`}`,
    stage === null ? null : (stage.name ?? stage.id),
  ];
  const money = amount === null ? null : format.money(amount.value, amount.currency);
  const who = [client?.name ?? client?.id, money].filter(Boolean).join(' · ');
  const said = message === null ? '' : plainMessage(message);
  return (
    <li className="relative grid min-h-[63px] grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-t border-line px-4 py-2 transition-colors hover:bg-sunken medium:px-5">
      <div className="min-w-0">
        <p className="flex min-w-0 flex-wrap gap-x-2">
          {card === null ? (
            <span className="text-muted">{title}</span>
          ) : (
            <Link
              to={paths.journal({ cardType: card.type, cardId: card.id, processId: item.process, entry: item.entry })}
              aria-label={t('cause.openAt', { card: title, at: format.dateTime(item.at) })}
              className="max-w-full truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              <Text>{title}</Text>
            </Link>
          )}
          {who !== '' && (
            <span className="min-w-0 truncate text-muted">
              <Text>{who}</Text>
            </span>
          )}
        </p>
        <p className="truncate text-s text-failure">
          <Text>{said === '' ? t('cause.noMessage') : said}</Text>
        </p>
        <p className="truncate text-s text-muted">
          <Text>{where.filter((part) => part !== null).join(' · ')}</Text>
        </p>
      </div>
      <Time at={item.at} className="text-s text-muted" />
    </li>
  );
}
