import { useTranslation } from 'react-i18next';
import type { ErasureCounts } from '#contract/erasure.ts';
import { useFormat } from '#client/i18n/format.ts';

/** What was found, in words; what there is none of is not named. Empty: nothing at all. */
export function useCounts(): (counts: ErasureCounts) => string {
  const { t } = useTranslation('access');
  const { number } = useFormat();
  return (counts) =>
    (['cards', 'processes', 'entries', 'texts'] as const)
      .filter((one) => counts[one] > 0)
      .map((one) => t(`erasure.${one}`, { count: counts[one], shown: number(counts[one]) }))
      .join(' · ');
}
