import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CardCounts } from '#contract/card.ts';
import { useFormat } from '#client/i18n/format.ts';
import { cardTabs } from '#client/paths.ts';
import type { CardTab } from '#client/paths.ts';
import { Count } from '#client/ui/badge.tsx';
import { tabClass } from '#client/ui/tab-class.ts';

type CardTabsProps = { tab: CardTab; counts: CardCounts | undefined; hrefOf: (tab: CardTab) => string };

/** Parts of the card; each is an address, so these are links. */
export function CardTabs({ tab, counts, hrefOf }: CardTabsProps) {
  const { t } = useTranslation('card');
  const format = useFormat();
  return (
    <nav aria-label={t('tabs.label')} className="flex gap-4 overflow-x-auto narrow:gap-6 overflow-y-hidden">
      {cardTabs.map((one) => (
        <Link
          key={one}
          to={hrefOf(one)}
          replace
          preventScrollReset
          aria-current={one === tab ? 'page' : undefined}
          className={tabClass}
        >
          {t(`tabs.${one}`)}
          {one === 'processes' && counts !== undefined && (
            <>
              {counts.active > 0 && (
                <Count label={t('tabActive', { shown: format.number(counts.active) })}>
                  {format.number(counts.active)}
                </Count>
              )}
              {counts.failed > 0 && (
                <Count tone="failure" label={t('tabFailed', { shown: format.number(counts.failed) })}>
                  {format.number(counts.failed)}
                </Count>
              )}
            </>
          )}
        </Link>
      ))}
    </nav>
  );
}
