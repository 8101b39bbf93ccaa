import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type QuietProcesses, quietReasons } from '#contract/quiet.ts';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { quietQuery } from '#client/features/quiet/queries.ts';
import { readQuietSearch, writeQuietSearch } from '#client/features/quiet/quiet-search.ts';
import { QuietStepView } from '#client/features/quiet/quiet-step.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { languageNow } from '#client/i18n/i18n.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ToggleChip } from '#client/ui/toggle-chip.tsx';

export function loader() {
  ahead(queryClient.query(quietQuery(languageNow())));
  return null;
}

/** Processes that look as if they ran and do nothing. */
export function QuietPage() {
  const { t } = useTranslation('quiet');
  const { language } = useFormat();
  const problemText = useProblemText();
  const query = useQuery(quietQuery(language));
  usePageTitle(t('title'));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="max-w-prose min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-semibold">{t('title')}</h1>
          <p className="mt-0.5 text-s text-pretty text-muted">{t('about')}</p>
        </div>
        <Button icon="running" isPending={query.isFetching} onPress={() => void query.refetch()}>
          {t('refresh')}
        </Button>
      </div>
      {query.data !== undefined ? (
        <Found found={query.data} />
      ) : query.isError ? (
        <Box>
          <ErrorState
            title={t('failed')}
            text={problemText(query.error).text}
            note={problemText(query.error).requestId ?? undefined}
            onRetry={() => void query.refetch()}
          />
        </Box>
      ) : (
        <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
          <Skeleton className="h-28 w-full rounded-section" />
          <Skeleton className="h-28 w-full rounded-section" />
        </div>
      )}
    </div>
  );
}

function Found({ found }: { found: QuietProcesses }) {
  const { t } = useTranslation('quiet');
  const format = useFormat();
  const [{ reason }, change] = useAddressState(readQuietSearch, writeQuietSearch);
  const reasons = quietReasons.filter((one) => found.steps.some((step) => step.reason === one));
  const shown = found.steps.filter((step) => reason === null || step.reason === reason);
  const active = { count: found.active, shown: format.number(found.active) };
  if (found.steps.length === 0) {
    const text = found.active === 0 ? t('noneActive') : t('noneText', active);
    return (
      <Box>
        <EmptyState icon="success" title={t('none')} text={text} />
      </Box>
    );
  }
  return (
    <>
      <div role="group" aria-label={t('reason')} className="flex flex-wrap gap-2">
        <ToggleChip isOn={reason === null} onToggle={() => change({ reason: null })}>
          {t('all')}
        </ToggleChip>
        {reasons.map((one) => (
          <ToggleChip key={one} isOn={reason === one} onToggle={(isOn) => change({ reason: isOn ? one : null })}>
            {t(`reasons.${one}`)}
          </ToggleChip>
        ))}
      </div>
      {shown.map((step, index) => (
        <QuietStepView
          key={JSON.stringify([step.reason, step.template?.id, step.activity?.name])}
          step={step}
          isFirst={index === 0}
        />
      ))}
      {shown.length === 0 && (
        <Box>
          <EmptyState
            icon="filter"
            title={t('hidden')}
            action={<Button onPress={() => change({ reason: null })}>{t('showAll')}</Button>}
          />
        </Box>
      )}
      {found.bounded && <p className="text-s text-muted">{t('bounded', { shown: format.number(found.active) })}</p>}
    </>
  );
}

function Box({ children }: { children: React.ReactNode }) {
  return <div className="rounded-section border border-line bg-surface">{children}</div>;
}
