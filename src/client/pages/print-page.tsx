import { useIsFetching, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { CauseCard } from '#client/features/cause/cause-card.tsx';
import { readJournalSearch } from '#client/features/journal/journal-search.ts';
import { PrintEntries } from '#client/features/journal/print-entries.tsx';
import { PrintHead } from '#client/features/journal/print-head.tsx';
import { printQuery } from '#client/features/journal/print-query.ts';
import { processQuery } from '#client/features/journal/queries.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ZoneContext } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { hostInUse } from '#client/portal/choose-host.ts';
import { tallest } from '#client/portal/frame-height.ts';
import { useReportedHeight } from '#client/portal/use-reported-height.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { useRequiredParams } from './require-params.ts';

/** The journal on paper: all of it at once, on white whatever the theme. */
export function PrintPage() {
  const { t } = useTranslation(['files', 'process']);
  const problemText = useProblemText();
  const paper = useRef<HTMLElement>(null);
  const { cardType, cardId, processId } = useRequiredParams('cardType', 'cardId', 'processId');
  const [params] = useSearchParams();
  const search = readJournalSearch(params);
  const { data: session } = useSuspenseQuery(sessionQuery());
  const process = useQuery({ ...processQuery(processId), throwOnError: false });
  const printed = useQuery({ ...printQuery(processId, search), throwOnError: false });
  const error = process.error ?? printed.error;
  const isReady = process.data !== undefined && printed.data !== undefined;
  usePageTitle([process.data?.template?.name, processId].filter(Boolean).join(' · '));
  usePrintOnce(isReady);
  useReportedHeight(hostInUse(), paper, tallest);
  return (
    <ZoneContext value={portalOf(session)?.timeZone ?? 'UTC'}>
      <main
        ref={paper}
        className="mx-auto min-h-screen max-w-4xl bg-surface p-6 text-s text-text print:max-w-none print:p-0 print:**:text-text!"
      >
        <p className="mb-4 flex flex-wrap gap-2 print:hidden">
          <Button
            variant="primary"
            icon="printer"
            isPending={!isReady && error === null}
            onPress={() => window.print()}
          >
            {t('files:print.action')}
          </Button>
          <Link className={buttonClass()} to={paths.journal({ cardType, cardId, processId }, params)}>
            {t('files:print.back')}
          </Link>
        </p>
        {error !== null && (
          <ErrorState
            title={t('files:print.failed')}
            text={problemText(error).text}
            note={problemText(error).requestId ?? undefined}
            onRetry={() => void Promise.all([process.refetch(), printed.refetch()])}
          />
        )}
        {!isReady && error === null && <p role="status">{t('files:print.loading')}</p>}
        {process.data !== undefined && printed.data !== undefined && (
          <article className="flex flex-col gap-4">
            <PrintHead
              process={process.data}
              search={search}
              shown={printed.data.entries.length}
              total={printed.data.total}
            />
            {process.data.failure !== null && (
              <div className="break-inside-avoid">
                <CauseCard
                  process={processId}
                  entry={process.data.failure.entry}
                  message={process.data.failure.message}
                />
              </div>
            )}
            {printed.data.entries.length === 0 ? (
              <p>{t(process.data.counts.entries === 0 ? 'files:print.empty' : 'files:print.hidden')}</p>
            ) : (
              <PrintEntries entries={printed.data.entries} />
            )}
          </article>
        )}
      </main>
    </ZoneContext>
  );
}

/** Whoever came here came to print: the browser asks where to, once everything is drawn, the cause too. */
function usePrintOnce(isReady: boolean): void {
  const isDone = useRef(false);
  const client = useQueryClient();
  const fetching = useIsFetching();
  useEffect(() => {
    // Parts that are drawn for the first time have asked for what they need before this runs.
    if (!isReady || isDone.current || client.isFetching() > 0) return;
    isDone.current = true;
    void document.fonts.ready.then(() => window.print());
  }, [isReady, client, fetching]);
}
