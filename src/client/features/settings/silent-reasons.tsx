import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import type { SilentSummary } from './silent-days.ts';

/** Why writes were not kept, in plain words, with what to do; the most frequent first. */
export function SilentReasons({ summary }: { summary: SilentSummary }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <ul aria-label={t('silent.why')}>
      {summary.reasons.map(({ reason, writes }) => (
        <li
          key={reason}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 border-t border-line px-4 py-3 first:border-t-0 medium:px-5"
        >
          <h3 className="font-medium text-pretty">{t(`silent.reasons.${reason}.title`)}</h3>
          <p className="text-right font-medium whitespace-nowrap">
            {t('silent.writes', { count: writes, shown: format.number(writes) })}
          </p>
          <div className="col-span-2 max-w-prose text-s text-pretty text-muted">
            <p>{t(`silent.reasons.${reason}.text`)}</p>
            <p className="mt-1 text-text">
              <span className="text-muted">{t('silent.todo')} </span>
              {t(`silent.reasons.${reason}.todo`)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
