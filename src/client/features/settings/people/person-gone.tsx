import { useTranslation } from 'react-i18next';
import { Dialog } from '#client/ui/dialog.tsx';

/** A link to an account that is there no more. */
export function PersonGone({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['access', 'problem']);
  return (
    <Dialog title={t('problem:titles.notFound')} onClose={onClose}>
      <p className="text-pretty">{t('people.person.gone')}</p>
    </Dialog>
  );
}
