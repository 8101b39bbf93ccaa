import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import type { Location } from 'react-router';
import { useUiWords } from '#client/i18n/ui-words.ts';
import { nameProduct } from '#client/lib/page-title.ts';
import { useShortcuts } from '#client/lib/shortcuts.ts';
import { Toasts } from '#client/ui/toast.tsx';
import { Tooltips } from '#client/ui/tooltips.tsx';
import { WordsContext } from '#client/ui/words.ts';
import { RouteAnnouncer } from './route-announcer.tsx';

const ShortcutSheet = lazy(async () => ({ default: (await import('#client/ui/shortcut-sheet.tsx')).ShortcutSheet }));

/** What every page stands in: words, keys that work everywhere, the announcer, messages. */
export function Root() {
  const { t, i18n } = useTranslation();
  const words = useUiWords();
  const navigation = useNavigation();
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  useEffect(() => nameProduct(t('product')), [t]);
  useShortcuts(t('shortcuts.everywhere'), [
    { key: '?', label: t('shortcuts.sheet'), run: () => setIsSheetOpen(true) },
    { key: '/', label: t('shortcuts.search'), run: focusSearch },
    { key: 'Escape', label: t('shortcuts.close') },
  ]);
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-US' : 'ru-RU'}>
      <WordsContext value={words}>
        {navigation.state === 'loading' && (
          <div
            aria-hidden
            className="fixed inset-x-0 top-0 z-50 h-0.5 animate-fade bg-accent [animation-delay:300ms] [animation-fill-mode:backwards]"
          />
        )}
        <Outlet />
        <RouteAnnouncer />
        <Toasts />
        <Tooltips />
        {isSheetOpen && (
          <Suspense fallback={null}>
            <ShortcutSheet onClose={() => setIsSheetOpen(false)} />
          </Suspense>
        )}
        <ScrollRestoration getKey={scrollKey} />
      </WordsContext>
    </I18nProvider>
  );
}

/** The first page of every document has the same key: what was read of another in this tab must not move this one. */
function scrollKey({ key, pathname, search, hash }: Location): string {
  return key === 'default' ? pathname + search + hash : key;
}

/** The search that is nearest to the reader: in the window that is open, else on the page. */
function focusSearch(): void {
  const fields = document.querySelectorAll<HTMLInputElement>('[role=search] input');
  fields[fields.length - 1]?.focus();
}
