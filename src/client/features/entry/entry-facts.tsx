import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Delivery, Entry } from '#contract/entry.ts';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Text } from '#client/ui/text.tsx';
import type { EntryParts } from './entry-parts.ts';
import { SourceFact } from './source-fact.tsx';
import { useEntryWords } from './use-entry-words.ts';

const deliveryStates = ['sent', 'delivered', 'read', 'failed', 'pending'] as const;

type EntryFactsProps = { entry: Entry; parts: EntryParts; attempts: number; deliveries: readonly Delivery[] };

/** What is known of an entry, a line each. What is not told takes no line. */
export function EntryFacts({ entry, parts, attempts, deliveries }: EntryFactsProps) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  const words = useEntryWords();
  const { activity, user } = entry;
  const attempt = parts.attempt ?? (attempts > 1 ? attempts : null);
  const kind = [words.type(entry), entry.status === null ? null : words.status(entry.status)];
  return (
    <dl className="grid grid-cols-[minmax(6.5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-s">
      <Fact title={t('fields.time')}>
        <time dateTime={entry.at} title={format.utc(entry.at)}>
          {words.time(entry.at)} {format.zoneShort()}
        </time>
      </Fact>
      <Fact title={t('fields.type')}>{kind.filter((part) => part !== null).join(' · ')}</Fact>
      {entry.result !== null && <Fact title={t('fields.result')}>{words.result(entry.result)}</Fact>}
      <Fact title={t('fields.name')}>
        <span className="flex items-start gap-1">
          <span className="min-w-0 font-mono text-xs/5 wrap-anywhere">
            <Text>{activity.name}</Text>
          </span>
        </span>
      </Fact>
      {activity.code !== null && (
        <Fact title={t('fields.code')}>
          <span className="font-mono text-xs/5 wrap-anywhere">
            <Text>{activity.code}</Text>
          </span>
        </Fact>
      )}
      {attempt !== null && (
        <Fact title={t('fields.attempt')}>
          {t('attemptOf', { attempt, attempts: Math.max(attempt, attempts, parts.attempts ?? 1) })}
        </Fact>
      )}
      {parts.source !== null && (
        <Fact title={t('fields.source')}>
          <SourceFact source={parts.source} />
        </Fact>
      )}
      {parts.delivery !== null && <DeliveryFact delivery={parts.delivery} reports={deliveries} />}
      {user !== null && (user.name ?? user.id) !== null && (
        <Fact title={t('fields.user')}>
          <Text>{[user.name, user.id === null ? null : `[${user.id}]`].filter((part) => part !== null).join(' ')}</Text>
        </Fact>
      )}
    </dl>
  );
}

type DeliveryFactProps = { delivery: NonNullable<EntryParts['delivery']>; reports: readonly Delivery[] };

/** Executed is not delivered: the provider's later word about the same message. */
function DeliveryFact({ delivery, reports }: DeliveryFactProps) {
  const { t } = useTranslation('entry');
  const words = useEntryWords();
  const wordOf = (status: string | null) => {
    const known = deliveryStates.find((state) => state === status?.toLowerCase());
    return known === undefined ? status : t(`deliveryStates.${known}`);
  };
  // The provider's last report counts; what the robot heard when it sent is the oldest of them.
  const last = reports.at(-1);
  const { status, provider, reason } = last ?? delivery;
  const isFailed = last?.isFailed ?? status === 'failed';
  const via = provider === null ? null : t('deliveryVia', { provider });
  return (
    <Fact title={t('fields.delivery')}>
      <span className={classes(isFailed && 'font-medium text-failure')}>
        <Text>{[wordOf(status), via].filter((part) => part !== null).join(' ')}</Text>
      </span>
      {reason !== null && (
        <span className="block text-muted">
          <Text>{reason}</Text>
        </span>
      )}
      {reports.length > 0 && (
        <ol aria-label={t('reports')} className="my-0.5 border-l border-line pl-2 text-muted">
          {[{ at: null, status: delivery.status }, ...reports].map((report, index) => (
            <li key={`${report.at ?? 'sent'} ${index}`}>
              <Text>
                {[report.at === null ? null : words.time(report.at), wordOf(report.status)].filter(Boolean).join(' · ')}
              </Text>
            </li>
          ))}
        </ol>
      )}
      {delivery.messageId !== null && (
        <span className="flex items-center gap-1 font-mono text-xs text-muted">
          <span className="truncate">{delivery.messageId}</span>
          <CopyButton isIconOnly text={delivery.messageId} />
        </span>
      )}
    </Fact>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{title}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
