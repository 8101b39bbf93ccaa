import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Card } from '#contract/card.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useNow } from '#client/lib/now.ts';
import { Text } from '#client/ui/text.tsx';

function Fact({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="min-w-0">
      <dt className="text-s text-muted">{title}</dt>
      <dd className="max-w-72 truncate font-medium">
        {children ?? <span className="font-normal text-muted">{t('words.unknown')}</span>}
      </dd>
    </div>
  );
}

/** What a manager looks for first: how much, whose, who answers for it, since when it stands. */
export function CardFacts({ card }: { card: Card }) {
  const { t } = useTranslation('card');
  const format = useFormat();
  const now = useNow(60_000);
  const { amount, client, responsible, stageSince } = card;
  const clientName = client?.name ?? client?.id;
  const responsibleName = responsible?.name ?? responsible?.id;
  return (
    <dl className="grid grid-cols-2 gap-x-7 gap-y-3 medium:flex medium:flex-wrap">
      <Fact title={t('fields.amount')}>{amount && format.money(amount.value, amount.currency)}</Fact>
      <Fact title={t('fields.client')}>{clientName && <Text>{clientName}</Text>}</Fact>
      <Fact title={t('fields.responsible')}>{responsibleName && <Text>{responsibleName}</Text>}</Fact>
      <Fact title={t('fields.onStage')}>
        {stageSince && (
          <time dateTime={stageSince} title={`${format.fullDateTime(stageSince)} · ${format.utc(stageSince)}`}>
            {format.duration(now - Date.parse(stageSince))}
          </time>
        )}
      </Fact>
    </dl>
  );
}
