import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '#client/lib/shortcuts.ts';

/** Goes through the results by keys. */
export function useResultKeys(root: RefObject<HTMLElement | null>): void {
  const { t } = useTranslation('search');
  const go = (by: 1 | -1): void => {
    const results = [...(root.current?.querySelectorAll<HTMLElement>('[data-result]') ?? [])];
    const at = results.findIndex((one) => one === document.activeElement);
    const next = results[at === -1 ? (by === 1 ? 0 : results.length - 1) : at + by];
    next?.focus();
  };
  useShortcuts(t('keys.title'), [
    { key: 'j', label: t('keys.next'), run: () => go(1) },
    { key: 'k', label: t('keys.previous'), run: () => go(-1) },
    { key: 'Enter', label: t('keys.open') },
  ]);
}
