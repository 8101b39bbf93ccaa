import { useTranslation } from 'react-i18next';
import type { DigestFault } from '#contract/digest.ts';

/** Why a digest did not arrive, in a sentence, with what the other side answered. */
export function useFaultText(): (fault: DigestFault | null, status: number | null) => string {
  const { t } = useTranslation('digest');
  return (fault, status) =>
    [fault === null ? null : t(`faults.${fault}`), status === null ? null : t('status', { status })]
      .filter((part) => part !== null)
      .join(' ');
}
