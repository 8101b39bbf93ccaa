import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DigestChannel, DigestDelivery, DigestState } from '#contract/digest.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { paths } from '#client/paths.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import type { Tone } from '#client/ui/tone.ts';
import { ResendButton } from './resend-button.tsx';
import { useFaultText } from './use-fault-text.ts';

const look: Readonly<Record<DigestState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: 'waiting', icon: 'waiting' },
  sending: { tone: 'running', icon: 'running' },
  sent: { tone: 'success', icon: 'success' },
  'given-up': { tone: 'failure', icon: 'failure' },
  unknown: { tone: 'warning', icon: 'alert' },
  settled: { tone: 'neutral', icon: 'skip' },
};

type DeliveriesListProps = {
  query: UseQueryResult<{ items: DigestDelivery[] }>;
  portal: string;
  /** The ways that are turned on. */
  channels: readonly DigestChannel[];
};

/** What became of the last digests. */
export function DeliveriesList({ query, portal, channels }: DeliveriesListProps) {
  const { t } = useTranslation('digest');
  return (
    <ListBox
      label={t('deliveries')}
      query={query}
      empty={<EmptyState icon="message" title={t('empty')} text={t(channels.length > 0 ? 'emptyOn' : 'emptyOff')} />}
    >
      {(items) => (
        <ul>
          {items.map((item) => (
            <DeliveryRow key={item.delivery} item={item} portal={portal} isOff={!channels.includes(item.channel)} />
          ))}
        </ul>
      )}
    </ListBox>
  );
}

type DeliveryRowProps = { item: DigestDelivery; portal: string; isOff: boolean };

function DeliveryRow({ item, portal, isOff }: DeliveryRowProps) {
  const { t } = useTranslation('digest');
  const format = useFormat();
  const faultText = useFaultText();
  const { cause, title, event, channel, state, fault, status, tries, triedAt, dueAt } = item;
  const facts = [
    t(`channels.${channel}`),
    t(`events.${event}`),
    ...(tries === 0 ? [] : [t('tries', { count: tries })]),
    ...(triedAt === null ? [] : [t('triedAt', { when: format.dateTime(triedAt) })]),
    ...(dueAt === null ? [] : [t(tries === 0 ? 'firstAt' : 'dueAt', { when: format.dateTime(dueAt) })]),
  ];
  const isTold = state === 'waiting' || state === 'given-up' || state === 'unknown';
  const why = [
    isTold ? faultText(fault, status) : '',
    state === 'given-up' ? t('givenUp') : '',
    state === 'settled' ? t('settled') : '',
  ].filter((part) => part !== '');
  return (
    <li className="border-t border-line px-4 py-3 first:border-t-0 medium:px-5">
      <p className="flex min-w-0 flex-wrap items-baseline gap-x-3">
        <Link to={paths.failure(cause)} className="min-w-0 font-medium wrap-anywhere text-accent hover:underline">
          <Text>{title}</Text>
        </Link>
        <StatusMark {...look[state]}>{t(`states.${state}`)}</StatusMark>
      </p>
      {why.length > 0 && <p className="mt-0.5 text-s text-pretty">{why.join(' ')}</p>}
      <p className="mt-0.5 text-s text-pretty text-muted">{facts.join(' · ')}</p>
      {(state === 'unknown' || state === 'given-up') && (
        <ResendButton portal={portal} delivery={item.delivery} title={title} isOff={isOff} />
      )}
    </li>
  );
}
