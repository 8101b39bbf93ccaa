import { useTranslation } from 'react-i18next';
import type { Process } from '#contract/process.ts';
import { sectionOf } from '#contract/process.ts';
import { Problem } from '#contract/problem.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';

export type EmptyReason = 'hidden' | 'loggingOff' | 'trimmed' | 'nothing' | 'nothingDone';

/** Why there are no rows: each reason asks for something else. */
export function emptyReason(process: Process, isFiltered: boolean): EmptyReason {
  if (isFiltered && process.counts.entries > 0) return 'hidden';
  if (process.completeness.loggingOff) return 'loggingOff';
  if (process.completeness.trimmedTo !== null) return 'trimmed';
  return sectionOf[process.state] === 'active' ? 'nothing' : 'nothingDone';
}

export function JournalEmpty({ reason, onReset }: { reason: EmptyReason; onReset: () => void }) {
  const { t } = useTranslation('journal');
  switch (reason) {
    case 'hidden':
      return (
        <EmptyState
          icon="filter"
          title={t('empty.hidden')}
          text={t('empty.hiddenText')}
          action={<Button onPress={onReset}>{t('empty.reset')}</Button>}
        />
      );
    case 'loggingOff':
      return <EmptyState icon="alert" title={t('empty.loggingOff')} text={t('empty.loggingOffText')} />;
    case 'trimmed':
      return <EmptyState icon="clock" title={t('empty.trimmed')} text={t('empty.trimmedText')} />;
    case 'nothing':
      return <EmptyState icon="running" title={t('empty.nothing')} text={t('empty.nothingText')} />;
    case 'nothingDone':
      return <EmptyState icon="info" title={t('empty.nothing')} text={t('empty.nothingDone')} />;
  }
}

/** What went wrong, and another try where it can help. */
export function JournalFailed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation('journal');
  const { t: problems } = useTranslation('problem');
  if (error instanceof Problem && error.status === 404) {
    return <EmptyState icon="shield" title={t('empty.noRights')} text={t('empty.noRightsText')} />;
  }
  const isOurs = error instanceof Problem;
  return (
    <ErrorState
      title={t('empty.unreachable')}
      text={isOurs ? problems(`byCode.${error.code}`) : problems('unreachable')}
      note={
        isOurs && error.requestId !== null && error.requestId !== ''
          ? `${problems('requestId')}: ${error.requestId}`
          : undefined
      }
      onRetry={onRetry}
    />
  );
}
