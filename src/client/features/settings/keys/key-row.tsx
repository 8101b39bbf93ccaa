import { useTranslation } from 'react-i18next';
import type { Key } from '#contract/key.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { isLive, keyLook, keyStateAt } from './key-state.ts';

type KeyRowProps = { item: Key; now: number; onRotate: () => void; onRevoke: () => void };

/** One key: what it is for, what it may, who made it, who still uses it, and until when. */
export function KeyRow({ item, now, onRotate, onRevoke }: KeyRowProps) {
  const { t } = useTranslation(['access', 'settings']);
  const { key, scopes, oldSecretUntil } = item;
  const format = useFormat();
  const state = keyStateAt(item, now);
  const look = keyLook[state];
  const title = item.title ?? t('keys.untitled');
  const over = isLive(state) ? null : t(state === 'revoked' ? 'keys.isRevoked' : 'keys.isExpired');
  const hasOld = oldSecretUntil !== null && Date.parse(oldSecretUntil) > now && isLive(state);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 border-t border-line px-4 py-3 first:border-t-0 medium:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex min-w-0 flex-wrap items-center gap-x-3">
          <span className="min-w-0 font-medium wrap-anywhere">
            <Text>{title}</Text>
          </span>
          <StatusMark tone={look.tone} icon={look.icon}>
            {t(`keys.states.${state}`)}
          </StatusMark>
        </p>
        <p className="mt-0.5 flex items-center gap-1 text-muted">
          <code className="font-mono text-xs">{key}</code>
          <CopyButton isIconOnly text={key} label={t('keys.copyId')} />
        </p>
        <ul aria-label={t('keys.scopes')} className="mt-1 flex flex-wrap gap-1">
          {scopes.map((scope) => (
            <li key={scope}>
              <Badge tone={scope === 'admin' ? 'warning' : 'neutral'}>{t(`settings:scopes.${scope}.title`)}</Badge>
            </li>
          ))}
        </ul>
        <KeyFacts item={item} />
        {hasOld && (
          <p className="mt-1 text-s text-warning">
            {t('keys.oldUntil', { date: format.dateTime(oldSecretUntil) })} ({format.zoneShort()})
          </p>
        )}
      </div>
      <div className="-ml-2 flex flex-wrap gap-1 medium:-mr-2 medium:ml-0">
        <Button
          size="s"
          variant="ghost"
          disabledReason={over}
          aria-label={t('keys.rotateNamed', { title })}
          onPress={onRotate}
        >
          {t('keys.rotate')}
        </Button>
        <Button
          size="s"
          variant="ghost"
          disabledReason={state === 'revoked' ? over : null}
          aria-label={t('keys.revokeNamed', { title })}
          onPress={onRevoke}
        >
          {t('keys.revoke')}
        </Button>
      </div>
    </li>
  );
}

/** Whose it is, since when, until when, and whether anybody uses it. */
function KeyFacts({ item }: { item: Key }) {
  const { t } = useTranslation('access');
  const format = useFormat();
  const { user, createdAt, createdBy, expiresAt, lastUsedAt, revokedAt } = item;
  const made = format.day(createdAt);
  const facts = [
    t('keys.user', { user }),
    createdBy === null ? t('keys.madeByCommand', { date: made }) : t('keys.madeBy', { date: made, name: createdBy }),
    lastUsedAt === null ? t('keys.neverUsed') : t('keys.usedAt', { when: format.ago(lastUsedAt) }),
    endOf(),
  ];

  function endOf(): string {
    if (revokedAt !== null) return t('keys.revokedAt', { date: format.day(revokedAt) });
    if (expiresAt === null) return t('keys.noExpiry');
    const isOver = Date.parse(expiresAt) <= Date.now();
    return t(isOver ? 'keys.expiredAt' : 'keys.expires', { date: format.day(expiresAt) });
  }

  return (
    <p className="mt-1.5 text-s text-pretty text-muted">
      <Text>{facts.join(' · ')}</Text>
    </p>
  );
}
