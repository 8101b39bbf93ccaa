import { Heading } from 'react-aria-components/Heading';
import { useTranslation } from 'react-i18next';
import type { ApplicationCredentials } from '#contract/application.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Modal } from '#client/ui/dialog.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { credentialLines } from './credential-lines.ts';

const fields = ['clientId', 'clientSecret', 'accessToken', 'refreshToken'] as const;

/** The secrets of a new application, this once. Only its button closes it: a stray press would lose them. */
export function CredentialsDialog({
  credentials,
  onClose,
}: {
  credentials: ApplicationCredentials;
  onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const title = t('applications.credentials.title', { title: credentials.title });
  return (
    <Modal onClose={onClose} label={title} isDismissable={false}>
      <div className="flex flex-col gap-4 p-5">
        <Heading slot="title" level={2} className="text-xl font-semibold wrap-anywhere">
          {title}
        </Heading>
        <p className="flex gap-2 rounded-control bg-warning-soft px-3 py-2 text-s text-warning">
          <Icon name="alert" className="mt-0.5" />
          <span className="text-pretty">{t('applications.credentials.warning')}</span>
        </p>
        <dl className="flex flex-col gap-3">
          {fields.map((field) => (
            <div key={field}>
              <dt className="text-s text-muted">
                {t(`applications.credentials.${field}`)}
                {field === 'accessToken' && (
                  <>
                    {' '}
                    · {t('applications.credentials.lives', { duration: format.duration(credentials.expiresIn * 1000) })}
                  </>
                )}
              </dt>
              <dd className="mt-0.5 flex flex-wrap items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
                <code className="min-w-0 flex-1 py-1 font-mono text-xs/5 wrap-anywhere select-all">
                  {credentials[field]}
                </code>
                <CopyButton
                  isIconOnly
                  text={credentials[field]}
                  label={t('applications.credentials.copy', { name: t(`applications.credentials.${field}`) })}
                />
              </dd>
            </div>
          ))}
        </dl>
        <p className="text-s text-pretty text-muted">{t('applications.credentials.refresh')}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <CopyButton
            size="m"
            text={() => credentialLines(credentials)}
            label={t('applications.credentials.copyAll')}
          />
          <Button variant="primary" onPress={onClose}>
            {t('applications.credentials.done')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
