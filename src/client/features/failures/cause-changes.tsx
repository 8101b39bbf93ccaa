import { useTranslation } from 'react-i18next';
import type { ChangeBefore } from '#contract/failures.ts';
import { Time } from '#client/i18n/time.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Icon, type IconName } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';

const icons: Readonly<Record<ChangeBefore['kind'], IconName>> = {
  'template-version': 'robot',
  'key-made': 'key',
  'key-rotated': 'key',
  'key-revoked': 'key',
  'key-expired': 'key',
  'application-made': 'code',
  'application-removed': 'code',
  'portal-connected': 'globe',
};

/** What happened to robots and access shortly before the first failure. */
export function CauseChanges({ changes }: { changes: readonly ChangeBefore[] }) {
  const { t } = useTranslation('failures');
  return (
    <section aria-label={t('cause.changes')} className="rounded-section border border-line bg-surface px-4 py-3">
      <h2 className="font-semibold">{t('cause.changes')}</h2>
      <p className="text-s text-pretty text-muted">
        {t(changes.length === 0 ? 'cause.noChanges' : 'cause.changesHint')}
      </p>
      <ul className="mt-1">
        {changes.map((change) => (
          <li
            key={`${change.kind} ${change.at} ${change.title}`}
            className="flex gap-2 border-t border-line py-2 first:border-t-0"
          >
            <Icon name={icons[change.kind]} className="mt-0.5 text-muted" />
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
                {t(`cause.changeKinds.${change.kind}`)}
                {change.isOwn && <Badge tone="warning">{t('cause.own')}</Badge>}
              </p>
              <p className="text-s text-muted wrap-anywhere">
                {change.title !== null && <Text>{`«${change.title}» · `}</Text>}
                {change.detail !== null && <Text>{`${t('cause.version', { version: change.detail })} · `}</Text>}
                <Time at={change.at} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
