import { useTranslation } from 'react-i18next';
import type { ApplicationCredentials } from '#contract/application.ts';
import { useFormat } from '#client/i18n/format.ts';
import { credentialLines } from './credential-lines.ts';
import { OnceDialog } from './once-dialog.tsx';

const fields = ['clientId', 'clientSecret', 'accessToken', 'refreshToken'] as const;

/** The secrets of a new application, this once. */
export function CredentialsDialog({
  credentials,
  onClose,
}: {
  credentials: ApplicationCredentials;
  onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const lives = t('applications.credentials.lives', { duration: format.duration(credentials.expiresIn * 1000) });
  return (
    <OnceDialog
      title={t('applications.credentials.title', { title: credentials.title })}
      warning={t('applications.credentials.warning')}
      lines={fields.map((field) => {
        const name = t(`applications.credentials.${field}`);
        return {
          key: field,
          label: field === 'accessToken' ? `${name} · ${lives}` : name,
          value: credentials[field],
          copyLabel: t('applications.credentials.copy', { name }),
        };
      })}
      copyAll={{ label: t('applications.credentials.copyAll'), text: () => credentialLines(credentials) }}
      done={t('applications.credentials.done')}
      onClose={onClose}
    >
      <p className="text-s text-pretty text-muted">{t('applications.credentials.refresh')}</p>
    </OnceDialog>
  );
}
