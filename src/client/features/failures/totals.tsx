import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureTotals } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { changeOf } from './cause-row-model.ts';
import type { FailureRange } from './failure-search.ts';

const totalsGrid = 'grid grid-cols-2 gap-3 medium:grid-cols-4';

/** As tall as the totals that come: what stands below them stays where it is. */
export function TotalsSkeleton() {
  return (
    <div className={totalsGrid}>
      {['failures', 'missed', 'amount', 'robots'].map((one) => (
        <Skeleton key={one} className="h-25 rounded-section narrow:h-[90px] medium:h-[114px] wide:h-[94px]" />
      ))}
    </div>
  );
}

/** What failed, in terms of clients and money. */
export function Totals({ totals, range }: { totals: FailureTotals; range: FailureRange }) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const change = changeOf(totals.failures, totals.failuresBefore);
  const isCustom = range.from !== null || range.to !== null;
  const [main, ...others] = totals.amounts;
  const count = (key: 'totals.cards' | 'totals.causes' | 'totals.newCauses', number: number) =>
    t(key, { count: number, shown: format.number(number) });
  const compared =
    change.kind === 'more' || change.kind === 'less'
      ? t(`totals.${change.kind}`, {
          percent: format.number(change.percent),
          before: t(`range.before.${isCustom ? 'custom' : range.span}`),
        })
      : t(`totals.${change.kind}`);
  const sums = others.map(({ value, currency }) => format.moneyShort(value, currency));
  return (
    <dl aria-label={t('totals.label')} className={totalsGrid}>
      <Total title={t('totals.failures')} value={format.number(totals.failures)}>
        <span className={classes(change.kind === 'more' && 'text-failure', change.kind === 'less' && 'text-success')}>
          {compared}
        </span>
      </Total>
      <Total title={t('totals.missed')} value={format.number(totals.clientsMissed)}>
        {count('totals.cards', totals.cards)}
      </Total>
      <Total title={t('totals.amount')} value={main === undefined ? '—' : format.moneyShort(main.value, main.currency)}>
        {main === undefined || totals.largestAmount === null
          ? t('totals.noAmount')
          : [...sums, t('totals.largest', { sum: format.moneyShort(totals.largestAmount, main.currency) })].join(' · ')}
      </Total>
      <Total
        title={t('totals.robots')}
        value={format.number(totals.robots)}
        of={totals.robotsKnown === null ? null : t('totals.ofRobots', { shown: format.number(totals.robotsKnown) })}
        hint={totals.robotsKnown === null ? undefined : t('totals.robotsHint')}
      >
        {`${count('totals.causes', totals.causes)}, ${
          totals.newCauses === 0 ? t('totals.noNew') : count('totals.newCauses', totals.newCauses)
        }`}
      </Total>
    </dl>
  );
}

type TotalProps = { title: string; value: string; of?: string | null; hint?: string | undefined; children: ReactNode };

function Total({ title, value, of = null, hint, children }: TotalProps) {
  return (
    <div className="min-w-0 rounded-section border border-line bg-surface px-4 py-3">
      <dt className="text-s text-pretty text-muted">{title}</dt>
      <dd>
        <span className="block truncate text-xl font-semibold medium:text-2xl" data-hint={hint}>
          {of === null ? value : `${value} ${of}`}
        </span>
        <span className="block text-s text-pretty text-muted">{children}</span>
      </dd>
    </div>
  );
}
