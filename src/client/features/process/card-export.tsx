import { useTranslation } from 'react-i18next';
import { loadTexts } from '#client/i18n/i18n.ts';
import { IconButton } from '#client/ui/button.tsx';
import { latePart, useLate } from '#client/ui/use-late.ts';
import type { CardFilter } from './card-search.ts';
import type { CardKey } from './queries.ts';

type CardExportProps = { card: CardKey; filter: CardFilter };

const menu = latePart(async () => {
  const [{ CardExportMenu }] = await Promise.all([import('./card-export-menu.tsx'), loadTexts('files')]);
  return CardExportMenu;
});

/** The card's processes as a file. The button is there at once, what it opens comes later. */
export function CardExport({ card, filter }: CardExportProps) {
  const { t } = useTranslation('card');
  const { Part, begun, listeners } = useLate(menu);
  const label = t('export');
  const trigger = <IconButton icon="download" label={label} />;
  if (Part !== null) return <Part card={card} filter={filter} label={label} trigger={trigger} begun={begun} />;
  return <IconButton icon="download" label={label} aria-haspopup="menu" {...listeners} />;
}
