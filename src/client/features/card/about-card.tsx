import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '#contract/card.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { openThroughPortal } from '#client/portal/open-through-portal.ts';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Text } from '#client/ui/text.tsx';
import { useCardNames } from './card-name.ts';
import { outsideUrl } from './outside-url.ts';

/** All that events have told of the card, field by field. */
export function AboutCard({ card }: { card: Card }) {
  const { t } = useTranslation(['card', 'common']);
  const format = useFormat();
  const names = useCardNames();
  const url = outsideUrl(card.url);
  const text = (value: string | null | undefined) => (value ? <Text>{value}</Text> : null);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('card:fields.title'), text(card.title)],
    [t('card:fields.type'), names.type(card.type)],
    [
      t('card:fields.id'),
      <span key="id" className="inline-flex items-center gap-1">
        <Text className="font-mono text-s">{card.id}</Text>
        <CopyButton text={card.id} isIconOnly />
      </span>,
    ],
    [t('card:fields.pipeline'), text(card.pipeline)],
    [t('card:fields.stage'), text(card.stage?.name ?? card.stage?.id)],
    [t('card:fields.stageSince'), card.stageSince && <Time at={card.stageSince} />],
    [t('card:fields.amount'), card.amount && format.money(card.amount.value, card.amount.currency)],
    [t('card:fields.client'), text(card.client?.name ?? card.client?.id)],
    [t('card:fields.responsible'), text(card.responsible?.name ?? card.responsible?.id)],
    [
      t('card:fields.url'),
      url && (
        <a
          href={url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          onClick={openThroughPortal}
          className="break-all text-accent hover:underline"
        >
          {url}
        </a>
      ),
    ],
  ];
  return (
    <section className="rounded-section border border-line bg-surface px-4 py-4 medium:px-5">
      <h2 className="text-l font-semibold">{t('card:about.title')}</h2>
      <p className="mt-0.5 mb-2 text-s text-muted">{t('card:about.note')}</p>
      <dl>
        {rows.map(([title, value]) => (
          <div
            key={title}
            className="grid min-h-10 items-center gap-x-4 border-t border-line py-1.5 medium:grid-cols-[200px_minmax(0,1fr)]"
          >
            <dt className="text-s text-muted">{title}</dt>
            <dd className="min-w-0 break-words">
              {value ?? <span className="text-muted">{t('common:words.unknown')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
