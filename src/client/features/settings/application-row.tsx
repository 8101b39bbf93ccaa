import { useTranslation } from 'react-i18next';
import type { Application } from '#contract/application.ts';
import { Time } from '#client/i18n/time.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Text } from '#client/ui/text.tsx';

/** One application: what it is called, as whom it speaks, what it may, since when. */
export function ApplicationRow({ application, onRemove }: { application: Application; onRemove: () => void }) {
  const { t } = useTranslation('settings');
  const { title, clientId, user, scopes, createdAt } = application;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-2 border-t border-line px-4 py-3 first:border-t-0 medium:px-5 full:grid-cols-[minmax(0,1fr)_minmax(0,290px)_130px_auto]">
      <div className="min-w-0 max-medium:col-span-2">
        <p className="truncate font-medium">
          <Text>{title}</Text>
        </p>
        <p className="flex min-w-0 items-center gap-1 text-s text-muted">
          <Text className="truncate font-mono text-xs">{clientId}</Text>
          <CopyButton isIconOnly text={clientId} label={t('applications.copyId')} />
        </p>
      </div>
      <ul
        aria-label={t('applications.columns.scopes')}
        className="flex flex-wrap gap-1 max-medium:col-span-2 medium:order-3 full:order-0"
      >
        {scopes.map((scope) => (
          <li key={scope}>
            <Badge tone={scope === 'admin' ? 'warning' : 'neutral'}>{t(`scopes.${scope}.title`)}</Badge>
          </li>
        ))}
      </ul>
      <p className="text-s text-muted medium:order-4 medium:text-right full:order-0 full:text-left">
        <span className="full:block">
          {t('applications.user', { user })}
          <span className="full:hidden"> · </span>
        </span>
        <Time at={createdAt} form="day" />
      </p>
      <Button
        size="s"
        variant="ghost"
        className="-mr-2 justify-self-end"
        aria-label={t('applications.removeNamed', { title })}
        onPress={onRemove}
      >
        {t('applications.remove')}
      </Button>
    </li>
  );
}
