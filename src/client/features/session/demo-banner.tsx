import { useTranslation } from 'react-i18next';
import { Icon } from '#client/ui/icon.tsx';

export function DemoBanner() {
  const { t } = useTranslation();
  return (
    <aside className="flex flex-wrap items-center justify-center gap-x-3 bg-waiting-soft px-4 py-1.5 text-s text-waiting">
      <span className="flex items-center gap-2">
        <Icon name="info" />
        {t('header.demo')}
      </span>
      <a href="/demo" className="font-medium underline underline-offset-2">
        {t('header.demoLink')}
      </a>
    </aside>
  );
}
