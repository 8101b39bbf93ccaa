import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CardInList } from '#contract/card.ts';
import type { Formats } from '#client/i18n/format.ts';
import { Time } from '#client/i18n/time.tsx';
import { paths } from '#client/paths.ts';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import { useCardNames } from './card-name.ts';
import { stageColour } from './stage-colour.ts';

export const cardRowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2 medium:px-5 large:grid-cols-[minmax(0,1fr)_170px_120px_140px_150px] large:gap-x-6';

type CardRowProps = {
  card: CardInList;
  format: Formats;
  onIntent: (card: { cardType: string; cardId: string }) => void;
};

/** One card: what it is, where it stands, what runs on it. The whole row leads to it. */
export function CardRow({ card, format, onIntent }: CardRowProps) {
  const { t } = useTranslation(['card', 'process']);
  const names = useCardNames();
  const { stage, amount, counts, lastAt } = card;
  const color = stageColour(stage?.color);
  const client = card.client?.name ?? card.client?.id;
  const responsible = card.responsible?.name ?? card.responsible?.id;
  const about =
    card.title === null ? t('card:titleUnknown') : `${names.type(card.type)} ${t('card:number', { id: card.id })}`;
  const intend = () => onIntent({ cardType: card.type, cardId: card.id });
  return (
    <li
      onPointerEnter={intend}
      className={`relative min-h-[63px] border-t border-line transition-colors first:border-t-0 hover:bg-sunken large:first:border-t ${cardRowGrid}`}
    >
      <div className="min-w-0">
        <Link
          to={paths.card({ cardType: card.type, cardId: card.id })}
          onFocus={intend}
          className="block truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <Text>{names.card(card)}</Text>
        </Link>
        <p className="truncate text-s text-muted">
          <Text>{[about, client, responsible].filter(Boolean).join(' · ')}</Text>
        </p>
      </div>
      <span className="flex min-w-0 items-center gap-2 text-s text-muted max-large:order-3">
        {stage === null ? (
          t('process:stageUnknown')
        ) : (
          <>
            <span
              aria-hidden
              className="size-2.5 shrink-0 rounded-[3px] bg-line-strong"
              style={color === null ? {} : { backgroundColor: color }}
            />
            <span className="truncate">
              <Text>{stage.name ?? stage.id}</Text>
            </span>
          </>
        )}
      </span>
      <span className="truncate text-right font-medium max-large:hidden">
        {amount === null ? <span className="text-muted">—</span> : format.money(amount.value, amount.currency)}
      </span>
      <span className="flex flex-col text-s max-large:items-end">
        {counts.failed > 0 && (
          <span className="flex items-center gap-1.5 text-failure">
            <Icon name="failure" />
            {t('card:home.failed', { shown: format.number(counts.failed) })}
          </span>
        )}
        {counts.flagged > 0 && (
          <span className="flex items-center gap-1.5">
            <Icon name="flag" className="text-accent" />
            {t('card:home.flagged', { shown: format.number(counts.flagged) })}
          </span>
        )}
        <span className={counts.active > 0 ? 'text-text' : 'text-muted max-large:hidden'}>
          {counts.active > 0 ? t('card:home.active', { shown: format.number(counts.active) }) : t('card:home.quiet')}
        </span>
      </span>
      <span className="text-s text-muted max-large:order-4 max-large:text-right">
        {lastAt !== null && <Time at={lastAt} />}
      </span>
    </li>
  );
}
