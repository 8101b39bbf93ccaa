import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '#contract/audit.ts';
import { Moment } from '#contract/ids.ts';
import { type Formats, useFormat } from '#client/i18n/format.ts';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Text } from '#client/ui/text.tsx';
import { useActorTitle } from './use-actor-title.ts';
import { useObjectKind } from './use-object-kind.ts';

/** Everything that the log has of an event. */
export function EventFacts({ event, id }: { event: AuditEvent; id: string }) {
  const { t, i18n } = useTranslation('audit');
  const format = useFormat();
  const titleOf = useActorTitle();
  const { seq, at, actor, object, portal, network, requestId, details } = event;
  const words = { yes: t('yes'), no: t('no') };
  const objectKind = useObjectKind();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('facts.seq'), format.number(seq)],
    [t('facts.at'), `${format.fullDateTime(at)} (${format.zoneShort()}) · ${format.utc(at)}`],
    [
      t('facts.actor'),
      <Text key="actor">{`${titleOf(actor)} · ${[t(`actors.${actor.kind}`), actor.id].filter(Boolean).join(' ')}`}</Text>,
    ],
    [t('facts.portal'), portal ?? t('facts.whole')],
    [
      t('facts.object'),
      object && (
        <span key="object" className="inline-flex max-w-full items-center gap-1">
          <span className="min-w-0 wrap-anywhere">
            {objectKind(object.kind)} <Text className="font-mono text-xs">{object.id}</Text>
          </span>
          <CopyButton text={object.id} isIconOnly />
        </span>
      ),
    ],
    ...Object.entries(details).map(
      ([name, value]) =>
        [
          i18n.exists(`details.${name}`, { ns: 'audit' }) ? t(`details.${name}` as 'details.role') : name,
          value === null ? null : <Text key={name}>{sayValue(value, format, words)}</Text>,
        ] as const,
    ),
    [t('facts.network'), network],
    [t('facts.requestId'), requestId && <span className="font-mono text-xs">{requestId}</span>],
  ];
  return (
    <dl id={id} className="grid gap-x-4 border-t border-line bg-sunken px-4 py-2 text-s medium:px-5">
      {rows.map(
        ([title, value], place) =>
          value !== null &&
          value !== '' && (
            <div key={`${title} ${place}`} className="grid gap-x-4 py-1 medium:grid-cols-[170px_minmax(0,1fr)]">
              <dt className="text-muted">{title}</dt>
              <dd className="min-w-0 wrap-anywhere">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function sayValue(value: unknown, format: Formats, words: { yes: string; no: string }): string {
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return format.number(value);
  if (typeof value === 'string') return Moment.safeParse(value).success ? format.fullDateTime(value) : value;
  if (Array.isArray(value)) return value.map((one) => sayValue(one, format, words)).join(', ') || '—';
  return JSON.stringify(value);
}
