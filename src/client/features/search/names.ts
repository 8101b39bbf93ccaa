import { useTranslation } from 'react-i18next';
import { cardTypes } from '#contract/card.ts';

type Named = { type: string; id: string; title: string | null };

/** How cards are called: «Сделка № 1877», and by their titles. */
export function useCardWords() {
  const { t } = useTranslation('card');
  const number = ({ type, id }: Pick<Named, 'type' | 'id'>) =>
    t('untitled', { type: t(`types.${cardTypes.find((one) => one === type) ?? 'dynamic'}`), id });
  return { number, title: (card: Named) => card.title ?? number(card) };
}
