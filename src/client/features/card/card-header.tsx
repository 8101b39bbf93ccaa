import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Card } from '#contract/card.ts';
import { paths } from '#client/paths.ts';
import { openThroughPortal } from '#client/portal/open-through-portal.ts';
import { Button } from '#client/ui/button.tsx';
import { LinkButton } from '#client/ui/link-button.tsx';
import { Text } from '#client/ui/text.tsx';
import { CardFacts } from './card-facts.tsx';
import { useCardNames } from './card-name.ts';
import { outsideUrl } from './outside-url.ts';
import { StageBar } from './stage-bar.tsx';

/** Which card this is and where it stands. In the portal's frame the portal says that itself. */
export function CardHeader({ card }: { card: Card }) {
  const { t } = useTranslation('card');
  const names = useCardNames();
  const url = outsideUrl(card.url);
  return (
    <div className="flex flex-col gap-4 px-4 pt-4 medium:px-5">
      <div className="flex items-start justify-between gap-4 max-narrow:flex-col max-narrow:gap-2">
        <div className="max-w-full min-w-0">
          <p className="text-s wrap-anywhere text-muted">
            <Link to={paths.home()} className="hover:text-text hover:underline">
              {t('crm')}
            </Link>
            {` · ${names.list(card.type)} · `}
            <Text>{t('number', { id: card.id })}</Text>
          </p>
          <h1 className="line-clamp-3 text-2xl font-semibold text-pretty break-words">
            <Text>{names.card(card)}</Text>
          </h1>
        </div>
        {url === null ? (
          <Button icon="external" disabledReason={t('noUrl')}>
            {t('openInPortal')}
          </Button>
        ) : (
          <LinkButton href={url} icon="external" isOutside onClick={openThroughPortal}>
            {t('openInPortal')}
          </LinkButton>
        )}
      </div>
      <StageBar stages={card.stages} stage={card.stage} />
      <CardFacts card={card} />
    </div>
  );
}
