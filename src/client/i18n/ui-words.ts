import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** The words of the parts in ui, in the language of the page. */
export function useUiWords() {
  const { t } = useTranslation();
  return useMemo(
    () => ({
      close: t('actions.close'),
      clear: t('actions.clear'),
      copy: t('actions.copy'),
      copied: t('actions.copied'),
      copyByHand: t('actions.copyByHand'),
      showPassword: t('actions.showPassword'),
      hidePassword: t('actions.hidePassword'),
      retry: t('actions.retry'),
      opensNewTab: t('words.opensNewTab'),
      shortcuts: t('shortcuts.title'),
      hidden: (code: string) => t('hidden', { code }),
      erased: { phone: t('erased.phone'), email: t('erased.email') },
    }),
    [t],
  );
}
