import { useTranslation } from 'react-i18next';
import type { RegisteredActivity } from '#contract/application.ts';
import { Time } from '#client/i18n/time.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';

const waiting = { Y: 'always', N: 'never', '': 'chosen' } as const;

export const activityRowGrid =
  'grid items-center gap-x-6 gap-y-1 px-4 py-2.5 medium:px-5 full:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)_150px_130px]';

/** One robot or action: what it is called, whose it is, where its steps go, whether it writes. */
export function ActivityRow({ activity }: { activity: RegisteredActivity }) {
  const { t } = useTranslation('settings');
  const { kind, name, code, application, handler, useSubscription, createdAt, wroteAt } = activity;
  return (
    <li className={`min-h-[63px] border-t border-line first:border-t-0 full:first:border-t ${activityRowGrid}`}>
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-2 font-medium">
          <Icon
            name={kind === 'robot' ? 'robot' : 'technical'}
            label={t(`activities.kinds.${kind}`)}
            className="text-muted"
          />
          <Text className="truncate">{name}</Text>
        </p>
        <p className="truncate pl-6 font-mono text-xs/5 text-muted">
          <Text>{code}</Text>
        </p>
      </div>
      <div className="min-w-0 max-full:pl-6">
        <p className="truncate">
          <Text>{application.title ?? application.clientId}</Text>
        </p>
        <p className="flex min-w-0 items-center gap-1 text-muted">
          <Text className="truncate font-mono text-xs/5 [font-variant-ligatures:none]">{handler}</Text>
          <CopyButton isIconOnly text={handler} label={t('activities.copyHandler')} />
        </p>
      </div>
      <p className="text-s text-muted max-full:pl-6">{t(`activities.waits.${waiting[useSubscription]}`)}</p>
      <p className="text-s max-full:pl-6">
        {wroteAt === null ? (
          <span className="text-muted">{t('activities.neverWrote')}</span>
        ) : (
          <>
            <span className="full:hidden">{t('activities.wrote')} </span>
            <Time at={wroteAt} form="ago" />
          </>
        )}
        <span className="text-muted full:block">
          <span className="full:hidden"> · </span>
          {t('activities.since')} <Time at={createdAt} form="day" />
        </span>
      </p>
    </li>
  );
}
