import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { IconButton } from '#client/ui/button.tsx';

type FailureNavigatorProps = { total: number; number: number | null; onGo: (direction: 1 | -1) => void };

/** "Failure 3 of 17", and the way to the next one. */
export function FailureNavigator({ total, number, onGo }: FailureNavigatorProps) {
  const { t } = useTranslation('journal');
  const format = useFormat();
  if (total === 0) return null;
  const shown = format.number(total);
  return (
    <div
      role="group"
      aria-label={t('failures.label')}
      className="flex h-8 shrink-0 items-center rounded-control border border-line-strong bg-surface pr-3 pl-1"
    >
      <IconButton size="s" icon="chevronUp" label={t('failures.previous')} onPress={() => onGo(-1)} />
      <IconButton size="s" icon="chevronDown" label={t('failures.next')} onPress={() => onGo(1)} />
      {number === null ? (
        <span className="pl-1 font-medium whitespace-nowrap">{t('failures.count', { total: shown })}</span>
      ) : (
        <span className="pl-1 font-medium whitespace-nowrap">
          <span className="full:hidden">{t('search.place', { number: format.number(number), total: shown })}</span>
          <span className="hidden full:inline">
            {t('failures.place', { number: format.number(number), total: shown })}
          </span>
        </span>
      )}
    </div>
  );
}
