import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { OnceDialog } from '#client/features/settings/once-dialog.tsx';

type LinkDialogProps = { name: string; link: { link: string; expiresAt: string }; onClose: () => void };

/** The link by which somebody sets his password, this once. */
export function LinkDialog({ name, link, onClose }: LinkDialogProps) {
  const { t } = useTranslation('access');
  const format = useFormat();
  return (
    <OnceDialog
      title={t('people.link.title', { name })}
      warning={t('people.link.warning')}
      lines={[{ key: 'link', label: t('people.link.label'), value: link.link, copyLabel: t('people.link.copy') }]}
      done={t('people.link.done')}
      onClose={onClose}
    >
      <p className="text-s text-muted">
        {t('people.link.until', { date: format.dateTime(link.expiresAt), zone: format.zoneShort() })}
      </p>
    </OnceDialog>
  );
}
