import { useTranslation } from 'react-i18next';
import { useRevalidator } from 'react-router';
import { queryClient } from '#client/api/query-client.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { reopenFrame } from '#client/portal/start-frame.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';

/** The portal does not vouch for its user any more: what to do. The address stays, and with it filters and the open journal. */
export function FrameLost() {
  const { t } = useTranslation('frame');
  const revalidator = useRevalidator();
  usePageTitle(t('lost.title'));
  const tryAgain = () => {
    reopenFrame();
    void queryClient.resetQueries();
    void revalidator.revalidate();
  };
  return (
    <main className="mx-auto flex max-w-lg flex-col items-center px-4 py-8 text-center">
      <Icon name="info" size={24} className="text-muted" />
      <h1 className="mt-3 text-xl font-semibold text-pretty">{t('lost.title')}</h1>
      <p className="mt-1 text-pretty text-muted">{t('lost.text')}</p>
      <Button variant="primary" className="mt-4" isPending={revalidator.state === 'loading'} onPress={tryAgain}>
        {t('lost.tryAgain')}
      </Button>
    </main>
  );
}
