import { useTranslation } from 'react-i18next';

/** The first thing that a keyboard comes to: past the sections, to the page. */
export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#content"
      className="sr-only z-50 rounded-control bg-surface px-3 py-2 text-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {t('header.skip')}
    </a>
  );
}
