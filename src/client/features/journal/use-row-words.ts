import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntryWords } from '#client/features/entry/use-entry-words.ts';
import type { RowWords } from './row-text.ts';

/** Words for rows that leave the page as text. */
export function useRowWords(): RowWords {
  const { t } = useTranslation('journal');
  const { copy } = useEntryWords();
  return useMemo(() => ({ ...copy, outcome: (step) => t(`outcomes.${step.outcome}`) }), [copy, t]);
}
