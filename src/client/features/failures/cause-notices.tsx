import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CausePage } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { paths } from '#client/paths.ts';
import { Notice } from '#client/ui/notice.tsx';
import { type FailureRange, writeFailureRange } from './failure-search.ts';

type CauseNoticesProps = {
  page: CausePage;
  /** The key that was asked for. */
  asked: string;
  range: FailureRange;
};

/** What one should know before one reads the figures: another cause came, not all is counted, nothing failed lately. */
export function CauseNotices({ page, asked, range }: CauseNoticesProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  return (
    <>
      {page.cause !== asked && <Notice tone="accent">{t('cause.merged')}</Notice>}
      {page.splitFrom !== null && (
        <Notice tone="neutral">
          {`${t('cause.splitFrom')} `}
          <Link
            to={paths.failure(page.splitFrom, writeFailureRange(range))}
            className="font-medium text-accent underline"
          >
            {t('cause.openOther')}
          </Link>
        </Notice>
      )}
      {page.bounded && <Notice tone="warning">{t('cause.bounded')}</Notice>}
      {page.failures === 0 && (
        <Notice tone="neutral">{t('cause.quiet', { date: format.dateTime(page.lastEverAt) })}</Notice>
      )}
    </>
  );
}
