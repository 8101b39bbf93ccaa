import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { cardTypes } from '#contract/card.ts';
import type { CardRef } from '#contract/card.ts';

/** "Deal no. 1877": how people call a card among themselves. */
export function useCardTitle(): (card: Pick<CardRef, 'type' | 'id'>) => string {
  const { t } = useTranslation('card');
  return useCallback(
    ({ type, id }) => {
      const known = cardTypes.find((one) => one === type);
      return t('untitled', { type: t(`types.${known ?? 'dynamic'}`), id });
    },
    [t],
  );
}
