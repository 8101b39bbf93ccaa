import { useTranslation } from 'react-i18next';
import { cardTypes } from '#contract/card.ts';

type Key = (typeof cardTypes)[number] | 'dynamic';

/** The word for a type; types that the portal made itself have a number and no word that we know. */
function cardTypeKey(cardType: string): Key {
  return cardTypes.find((known) => known === cardType) ?? 'dynamic';
}

export function useCardNames() {
  const { t } = useTranslation('card');
  const number = (cardType: string) => cardType.replace('dynamic_', '');
  return {
    /** «Сделки» */
    list: (cardType: string) => t(`lists.${cardTypeKey(cardType)}`, { number: number(cardType) }),
    /** «Сделка» */
    type: (cardType: string) => t(`types.${cardTypeKey(cardType)}`),
    /** Its title, else «Сделка № 1877». */
    card: (card: { type: string; id: string; title: string | null }) =>
      card.title ?? t('untitled', { type: t(`types.${cardTypeKey(card.type)}`), id: card.id }),
  };
}
