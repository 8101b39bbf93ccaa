import { useTranslation } from 'react-i18next';
import type { Completeness } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { useNow } from '#client/lib/now.ts';
import { Icon } from '#client/ui/icon.tsx';
import { daysLeft, gapsOf, type Gap } from './completeness.ts';

/** What is missing from the journal and how long it will be there: caps are normal, silent caps are not. */
export function CompletenessMark({ completeness }: { completeness: Completeness }) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  const gaps = gapsOf(completeness);
  const days = daysLeft(completeness.expiresAt, useNow(null));
  const reason = (gap: Gap): string => {
    if (gap.kind === 'loggingOff') return t('complete.loggingOff');
    if (gap.kind === 'startFinish') return t('complete.startFinish');
    return t('complete.trimmedEntries', { count: gap.to, shown: format.number(gap.to) });
  };
  const isWhole = gaps.length === 0;
  const said = isWhole ? t('complete.quiet') : t('complete.incomplete', { reasons: gaps.map(reason).join('; ') });
  const ends = days === null ? null : days === 0 ? t('complete.expiresToday') : t('complete.expires', { count: days });
  return (
    <p
      aria-label={t('complete.label')}
      role="note"
      className={classes('flex items-start gap-2 text-s', isWhole ? 'text-muted' : 'text-warning')}
    >
      <Icon name={isWhole ? 'check' : 'alert'} className="mt-0.5" />
      <span className="min-w-0">
        {said}
        {ends === null ? '' : `. ${ends}.`}
      </span>
    </p>
  );
}
