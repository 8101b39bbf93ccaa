import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { LoaderFunctionArgs } from 'react-router';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { CauseExplained } from '#client/features/cause/cause-card.tsx';
import { BundleButton } from '#client/features/entry/bundle-button.tsx';
import { Breakdowns } from '#client/features/failures/breakdowns.tsx';
import { CauseChanges } from '#client/features/failures/cause-changes.tsx';
import { CauseFacts } from '#client/features/failures/cause-facts.tsx';
import { CauseHistory } from '#client/features/failures/cause-history.tsx';
import { CauseLife } from '#client/features/failures/cause-life.tsx';
import { CauseNotices } from '#client/features/failures/cause-notices.tsx';
import {
  type CauseSearch,
  everyOccurrence,
  readCauseSearch,
  writeCauseSearch,
} from '#client/features/failures/cause-search.ts';
import { CauseTexts } from '#client/features/failures/cause-texts.tsx';
import { ExplainCause } from '#client/features/failures/explain-cause.tsx';
import { writeFailureRange } from '#client/features/failures/failure-search.ts';
import { Histogram } from '#client/features/failures/histogram.tsx';
import { Occurrences } from '#client/features/failures/occurrences.tsx';
import { causeFailuresQuery, causeHistoryQuery, causePageQuery } from '#client/features/failures/queries.ts';
import { RangePicker } from '#client/features/failures/range-picker.tsx';
import { useChosenWords } from '#client/features/failures/use-chosen-words.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { useFormat } from '#client/i18n/format.ts';
import { visibleLine } from '#client/lib/visible-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { requireParams, useRequiredParams } from './require-params.ts';

const partsOf = ({ span, from, to, ...choice }: CauseSearch) => ({ range: { span, from, to }, choice });

/** Waits for the cause; its failures and its history come as they come. */
export async function loader({ params, request }: LoaderFunctionArgs) {
  const { cause } = requireParams(params, 'cause');
  const { range, choice } = partsOf(readCauseSearch(new URL(request.url).searchParams));
  ahead(queryClient.infiniteQuery(causeFailuresQuery(cause, range, choice)));
  ahead(queryClient.infiniteQuery(causeHistoryQuery(cause)));
  await queryClient.query({ ...causePageQuery(cause, range), staleTime: 'static' });
  return null;
}

/** One cause: what it is, whom it hit, where it spread, what was done about it. */
export function FailurePage() {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const navigate = useNavigate();
  const asked = useRequiredParams('cause').cause;
  const [search, change] = useAddressState(readCauseSearch, writeCauseSearch);
  const { range, choice } = partsOf(search);
  const { data: page } = useSuspenseQuery(causePageQuery(asked, range));
  const { cause, explanation, life } = page;
  const { title } = explanation;
  const chosen = useChosenWords(page, choice);
  const rangeSearch = writeFailureRange(range);
  const role = useQuery(sessionQuery()).data?.person.role;
  const mayWrite = role === 'support' || role === 'administrator';
  usePageTitle(visibleLine(title));
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <Link
            to={paths.failures(rangeSearch)}
            className="inline-flex items-center gap-1 text-s text-accent hover:underline"
          >
            <Icon name="chevronLeft" />
            {t('cause.back')}
          </Link>
          <h1 className="line-clamp-3 text-2xl font-semibold text-pretty wrap-anywhere">
            <Text>{title}</Text>
          </h1>
        </div>
        <RangePicker range={range} onChange={change} />
      </div>
      <CauseLife
        cause={cause}
        life={life}
        range={range}
        onMerged={(into) => void navigate(paths.failure(into, rangeSearch))}
      />
      <CauseNotices page={page} asked={asked} range={range} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 full:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-3">
          <CauseExplained cause={explanation} message={page.example.message} headline={t('cause.what')} />
          <div className="flex flex-wrap gap-2">
            <BundleButton process={page.example.process} entry={page.example.entry} />
          </div>
          <ExplainCause cause={cause} explanation={explanation} mayWrite={mayWrite} />
          <CauseFacts page={page} />
          {page.failures > 0 && (
            <>
              <div className="rounded-section border border-line bg-surface px-4 pt-4 pb-2">
                <Histogram
                  histogram={page.histogram}
                  isNarrowed={range.from !== null || range.to !== null}
                  onNarrow={change}
                  height={56}
                />
              </div>
              <Breakdowns page={page} choice={choice} onChoose={change} />
              <Occurrences
                cause={cause}
                range={range}
                choice={choice}
                chosen={chosen}
                failures={page.failures}
                onReset={() => change(everyOccurrence)}
              />
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <CauseHistory cause={cause} />
          <CauseChanges changes={page.changesBefore} />
          {(page.texts.length > 0 || page.merged.length > 0) && <CauseTexts page={page} />}
        </div>
      </div>
      <p className="text-s text-muted">{t('zone', { zone: format.zoneLabel() })}</p>
    </div>
  );
}
