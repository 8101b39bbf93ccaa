import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CausePage } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { Text } from '#client/ui/text.tsx';
import { changeOf } from './cause-row-model.ts';

/** Whom a cause hit, how often and since when. */
export function CauseFacts({ page }: { page: CausePage }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const change = changeOf(page.failures, page.failuresBefore);
  const sums = page.amounts.map(({ value, currency }) => format.moneyShort(value, currency));
  const people = page.responsible.slice(0, 3).map(({ responsible, cards }) => {
    const name = responsible.name ?? responsible.id ?? '';
    return `${name} (${format.number(cards)})`;
  });
  return (
    <dl
      aria-label={t('cause.facts.label')}
      className="grid grid-cols-2 gap-x-6 gap-y-3 rounded-section border border-line bg-surface px-4 py-3 medium:grid-cols-4 medium:px-5"
    >
      <Fact title={t('cause.facts.failures')} isLarge>
        {format.number(page.failures)}
        {(change.kind === 'more' || change.kind === 'less') && (
          <span className={`ml-2 text-s font-normal ${change.kind === 'more' ? 'text-failure' : 'text-muted'}`}>
            {t(`list.${change.kind}`, { percent: format.number(change.percent) })}
          </span>
        )}
      </Fact>
      <Fact title={t('cause.facts.cards')} isLarge>
        {format.number(page.cards)}
      </Fact>
      <Fact title={t('cause.facts.clients')} isLarge>
        {format.number(page.clients)}
      </Fact>
      <Fact title={t('cause.facts.amount')} isLarge>
        {sums.length === 0 ? '—' : sums.join(' · ')}
      </Fact>
      <Fact title={t('cause.facts.first')}>
        <Time at={page.firstEverAt} />
      </Fact>
      <Fact title={t('cause.facts.last')}>
        <Time at={page.lastEverAt} />
      </Fact>
      <Fact title={t('cause.facts.responsible')} isWide>
        <Text>{people.length === 0 ? '—' : people.join(', ')}</Text>
      </Fact>
    </dl>
  );
}

type FactProps = { title: string; isLarge?: boolean; isWide?: boolean; children: ReactNode };

function Fact({ title, isLarge = false, isWide = false, children }: FactProps) {
  return (
    <div className={`min-w-0 ${isWide ? 'col-span-2' : ''}`}>
      <dt className="text-s text-muted">{title}</dt>
      <dd className={isLarge ? 'truncate text-xl font-semibold' : 'text-pretty wrap-anywhere'}>{children}</dd>
    </div>
  );
}
