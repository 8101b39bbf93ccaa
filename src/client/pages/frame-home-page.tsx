import { useTranslation } from 'react-i18next';
import type { LoaderFunctionArgs } from 'react-router';
import { usePageTitle } from '#client/lib/page-title.ts';
import { askForCards, FindCard } from './find-card.tsx';

export function loader({ request }: LoaderFunctionArgs) {
  askForCards(request);
  return null;
}

/** The frame, opened elsewhere in the portal than on a card: the way to one. */
export function FrameHomePage() {
  const { t } = useTranslation('frame');
  usePageTitle(t('home.title'));
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="text-xl font-semibold">{t('home.title')}</h1>
        <p className="text-pretty text-muted">{t('home.text')}</p>
      </header>
      <FindCard />
    </div>
  );
}
