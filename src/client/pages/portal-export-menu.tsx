import { useTranslation } from 'react-i18next';
import { exportEndpoints } from '#contract/endpoints-export.ts';
import { downloadOf } from '#client/api/download-of.ts';
import { addressOf } from '#client/api/url-of.ts';
import type { CardsSearch } from '#client/features/card/cards-search.ts';
import type { MenuAction, MenuProps } from '#client/ui/menu.tsx';
import { MenuList } from '#client/ui/menu-list.tsx';
import { toast } from '#client/ui/toast.tsx';
import type { Begun } from '#client/ui/use-late.ts';

type PortalExportMenuProps = Pick<MenuProps, 'label' | 'trigger'> & { search: CardsSearch; begun: () => Begun };

/** Processes that the list's marks leave, or all of them. Words choose cards, by which files are not narrowed, and it says so. */
export function PortalExportMenu({ search: { q, failures, flagged }, ...rest }: PortalExportMenuProps) {
  const { t } = useTranslation(['files', 'frame']);
  const asked = { ...(failures && { failures: 'true' }), ...(flagged && { flagged: 'true' }) };
  const file = (key: string, query: object, hint: string): MenuAction => ({
    key,
    title: t('files:card.formats.xes'),
    icon: 'download',
    hint,
    ...downloadOf(addressOf(exportEndpoints.portalExport, { query: { format: 'xes', ...query } }), () =>
      toast(t('frame:saveFailed'), 'failure'),
    ),
  });
  const which = failures && flagged ? 'both' : failures ? 'failures' : 'flagged';
  const seen = `${t(`files:portal.${which}`)}${q === '' ? '' : `, ${t('files:portal.withoutText')}`}`;
  const actions = [
    ...(failures || flagged ? [file('seen', asked, seen)] : []),
    file('all', {}, t(q === '' ? 'files:portal.all' : 'files:portal.allWithoutText')),
  ];
  return <MenuList actions={actions} {...rest} />;
}
