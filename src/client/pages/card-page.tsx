import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Outlet, useSearchParams } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import type { ProcessInList } from '#contract/process.ts';
import { isInFrame, isOnNoCard } from '#client/api/portal-in-use.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { AboutCard } from '#client/features/card/about-card.tsx';
import { CardHeader } from '#client/features/card/card-header.tsx';
import { useCardNames } from '#client/features/card/card-name.ts';
import { CardTabs } from '#client/features/card/card-tabs.tsx';
import { cardQuery } from '#client/features/card/queries.ts';
import { FlagMark } from '#client/features/flag/flag-mark.tsx';
import {
  noFilter,
  readCardFilter,
  readCardSearch,
  writeCardFilter,
  writeCardSearch,
} from '#client/features/process/card-search.ts';
import { useAddressState } from '#client/address-state.ts';
import { CardTimeline } from '#client/features/process/card-timeline.tsx';
import { LiveMark } from '#client/features/process/live-mark.tsx';
import { ProcessFilters } from '#client/features/process/process-filters.tsx';
import { ProcessSection } from '#client/features/process/process-section.tsx';
import { cardProcessesQuery, cardTimelineQuery } from '#client/features/process/queries.ts';
import { useCardStream } from '#client/features/process/use-card-stream.ts';
import { useFormat } from '#client/i18n/format.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { FailuresLink } from '#client/features/session/failures-link.tsx';
import { paths } from '#client/paths.ts';
import { prefetchJournal } from './prefetch-journal.ts';
import { requireParams, useRequiredParams } from './require-params.ts';

/** Waits for the card; the lists come as they come. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const card = requireParams(params, 'cardType', 'cardId');
  const { tab, filter } = readCardSearch(new URL(request.url).searchParams);
  if (tab === 'timeline') ahead(queryClient.infiniteQuery(cardTimelineQuery(card)));
  if (tab === 'processes') {
    ahead(queryClient.infiniteQuery(cardProcessesQuery(card, 'active', filter)));
    ahead(queryClient.infiniteQuery(cardProcessesQuery(card, 'completed', filter)));
  }
  await queryClient.query({ ...cardQuery(card), staleTime: 'static' });
  return null;
}

export function CardPage() {
  const { t } = useTranslation('card');
  const format = useFormat();
  const key = useRequiredParams('cardType', 'cardId');
  const [params] = useSearchParams();
  const { tab } = readCardSearch(params);
  const [filter, change] = useAddressState(readCardFilter, writeCardFilter);
  const { data: card } = useSuspenseQuery(cardQuery(key));
  const live = useCardStream(key.cardType, key.cardId);
  const title = useCardNames().card(card);
  usePageTitle(title);
  const links = {
    hrefOf: (processId: string) => paths.journal({ ...key, processId }, writeCardSearch({ tab, filter })),
    onIntent: prefetchJournal,
  };
  const renderMark = ({ process, flags }: ProcessInList) =>
    flags > 0 && <FlagMark process={process} count={flags} href={links.hrefOf(process)} />;
  const tabs = (
    <CardTabs tab={tab} counts={card.counts} hrefOf={(one) => paths.card(key, writeCardSearch({ tab: one, filter }))} />
  );
  return (
    <div className="flex flex-col gap-4">
      {isInFrame() && !isOnNoCard() ? (
        <>
          {/* The portal shows the title above our frame; a screen reader in the frame has only this one. */}
          <h1 className="sr-only">{title}</h1>
          <div className="flex items-center justify-between gap-4 border-b border-line">
            <div className="min-w-0">{tabs}</div>
            <FailuresLink />
          </div>
        </>
      ) : (
        <div className="rounded-section border border-line bg-surface">
          <CardHeader card={card} />
          <div className="mx-4 mt-4 border-t border-line medium:mx-5">{tabs}</div>
        </div>
      )}
      {tab === 'processes' && (
        <>
          <ProcessFilters card={key} hasFlags={card.counts.flagged > 0} filter={filter} change={change} />
          {(['active', 'completed'] as const).map((section) => (
            <ProcessSection
              key={section}
              card={key}
              section={section}
              filter={filter}
              unfiltered={card.counts[section]}
              rowsAbove={section === 'active' ? 0 : card.counts.active}
              onReset={() => change(noFilter)}
              renderMark={renderMark}
              aside={section === 'active' && <LiveMark state={live} />}
              {...links}
            />
          ))}
        </>
      )}
      {tab === 'timeline' && <CardTimeline card={key} {...links} />}
      {tab === 'about' && <AboutCard card={card} />}
      <p className="text-s text-muted">{t('zone', { zone: format.zoneLabel() })}</p>
      <Outlet />
    </div>
  );
}
