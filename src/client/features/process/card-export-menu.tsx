import { useTranslation } from 'react-i18next';
import { exportEndpoints } from '#contract/endpoints-export.ts';
import { downloadOf } from '#client/api/download-of.ts';
import { addressOf } from '#client/api/url-of.ts';
import { useNow } from '#client/lib/now.ts';
import type { MenuAction, MenuProps } from '#client/ui/menu.tsx';
import { MenuList } from '#client/ui/menu-list.tsx';
import { toast } from '#client/ui/toast.tsx';
import type { Begun } from '#client/ui/use-late.ts';
import { type CardFilter, filterQuery, isFiltered } from './card-search.ts';
import type { CardKey } from './queries.ts';

type CardExportMenuProps = Pick<MenuProps, 'label' | 'trigger'> & {
  card: CardKey;
  filter: CardFilter;
  begun: () => Begun;
};

/** What the filter shows, or every process of the card. Texts are not what the server filters files by, and it says so. */
export function CardExportMenu({ card, filter, ...rest }: CardExportMenuProps) {
  const { t } = useTranslation(['files', 'frame']);
  const now = useNow(null);
  const { q, ...asked } = filterQuery(filter, now);
  const hasFilter = isFiltered({ ...filter, q: '' });
  const file = (key: string, query: object, hint: string): MenuAction => ({
    key,
    title: t('files:card.formats.xes'),
    icon: 'download',
    hint,
    ...downloadOf(addressOf(exportEndpoints.cardExport, { params: card, query: { format: 'xes', ...query } }), () =>
      toast(t('frame:saveFailed'), 'failure'),
    ),
  });
  const actions = [
    ...(hasFilter ? [file('seen', asked, t(q === undefined ? 'files:card.seen' : 'files:card.seenWithoutText'))] : []),
    file('all', {}, t('files:card.all')),
  ];
  return <MenuList actions={actions} {...rest} />;
}
