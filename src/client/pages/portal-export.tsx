import { useTranslation } from 'react-i18next';
import { useAddressState } from '#client/address-state.ts';
import { readCardsSearch, writeCardsSearch } from '#client/features/card/cards-search.ts';
import { loadTexts } from '#client/i18n/i18n.ts';
import { IconButton } from '#client/ui/button.tsx';
import { latePart, useLate } from '#client/ui/use-late.ts';

const menu = latePart(async () => {
  const [{ PortalExportMenu }] = await Promise.all([import('./portal-export-menu.tsx'), loadTexts('files')]);
  return PortalExportMenu;
});

/** The portal's processes as a file. The button is there at once, what it opens comes later. */
export function PortalExport() {
  const { t } = useTranslation('card');
  const [search] = useAddressState(readCardsSearch, writeCardsSearch);
  const { Part, begun, listeners } = useLate(menu);
  const label = t('export');
  const trigger = <IconButton icon="download" label={label} />;
  if (Part !== null) return <Part search={search} label={label} trigger={trigger} begun={begun} />;
  return <IconButton icon="download" label={label} aria-haspopup="menu" {...listeners} />;
}
