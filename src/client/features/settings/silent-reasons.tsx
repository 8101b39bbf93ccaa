import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Text } from '#client/ui/text.tsx';
import type { SilentSummary, SilentWriter } from './silent-days.ts';

/** Why writes were not kept, in plain words, with what to do; the most frequent first. */
export function SilentReasons({ summary }: { summary: SilentSummary }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <ul aria-label={t('silent.why')}>
      {summary.reasons.map(({ reason, writes, writers }) => (
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
          <Writers writers={writers} label={t('silent.whoOf', { reason: t(`silent.reasons.${reason}.short`) })} />
        </li>
      ))}
    </ul>
  );
}

/** Whose writes they were: by what the administrator called the application, else by what identifies it. */
function Writers({ writers, label }: { writers: readonly SilentWriter[]; label: string }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return (
    <div className="col-span-2 flex gap-x-1.5 text-s">
      <span aria-hidden className="shrink-0 text-muted">
        {t('silent.who')}
      </span>
      <ul aria-label={label} className="flex min-w-0 flex-wrap gap-x-1.5">
        {writers.map(({ writer, writes }) => (
          <li key={`${writer?.kind} ${writer?.id}`} className="min-w-0 wrap-anywhere not-last:after:content-[',']">
            <Text>{nameOf(writer, t)}</Text> <span className="text-muted">· {format.number(writes)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function nameOf(writer: SilentWriter['writer'], t: TFunction<'settings'>): string {
  if (writer === null) return t('silent.writers.unknown');
  const { kind, id, title } = writer;
  if (kind === 'key') return title === null ? t('silent.writers.key', { id }) : t('silent.writers.named', { title });
  return title === null ? t('silent.writers.removed', { id }) : t('silent.writers.application', { title });
}
