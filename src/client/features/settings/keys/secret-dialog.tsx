import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { OnceDialog } from '#client/features/settings/once-dialog.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { Notice } from '#client/ui/notice.tsx';

export type ShownSecret = {
  title: string;
  secret: ResponseOf<'addKey'>;
  /** Of a rotation: until when the secret before is taken; null: no longer. Absent: the key is new. */
  oldUntil?: string | null;
};

/** A key's secret and its webhook address, this once. */
export function SecretDialog({ shown, onClose }: { shown: ShownSecret; onClose: () => void }) {
  const { t } = useTranslation('access');
  const format = useFormat();
  const { title, secret, oldUntil } = shown;
  return (
    <OnceDialog
      title={t(oldUntil === undefined ? 'keys.secret.made' : 'keys.secret.rotated', { title })}
      warning={t('keys.secret.warning')}
      lines={[
        { key: 'key', label: t('keys.secret.key'), value: secret.secret, copyLabel: t('keys.secret.copyKey') },
        {
          key: 'webhook',
          label: t('keys.secret.webhook'),
          value: secret.webhookUrl,
          copyLabel: t('keys.secret.copyWebhook'),
        },
      ]}
      copyAll={{
        label: t('keys.secret.copyAll'),
        text: () => `KEY=${secret.secret}\nWEBHOOK_URL=${secret.webhookUrl}\n`,
      }}
      done={t('keys.secret.done')}
      onClose={onClose}
    >
      {oldUntil !== undefined && (
        <Notice tone="neutral">
          {oldUntil === null
            ? t('keys.secret.oldGone')
            : t('keys.secret.oldUntil', { date: format.dateTime(oldUntil), zone: format.zoneShort() })}
        </Notice>
      )}
    </OnceDialog>
  );
}
