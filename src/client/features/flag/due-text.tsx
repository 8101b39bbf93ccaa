import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { useNow } from '#client/lib/now.ts';
import { Icon } from '#client/ui/icon.tsx';
import { dueOf } from './due.ts';

/** When to come back: what is late stands out by picture, word and tone. */
export function DueText({ dueAt }: { dueAt: string | null }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const due = dueOf(dueAt, useNow(60_000), format.zone);
  if (dueAt === null || due === 'none') return <span className="text-muted">{t('due.none')}</span>;
  const day = (
    <time dateTime={dueAt} title={format.utc(dueAt)}>
      {due === 'today'
        ? t('due.today')
        : t(due === 'overdue' ? 'due.overdue' : 'due.later', { day: format.day(dueAt) })}
    </time>
  );
  if (due === 'later') return day;
  return (
    <span className="inline-flex items-center gap-1.5 font-medium text-warning">
      <Icon name={due === 'overdue' ? 'alert' : 'clock'} />
      {day}
    </span>
  );
}
