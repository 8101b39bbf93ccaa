import { useTranslation } from 'react-i18next';
import { urlOf } from '#client/api/url-of.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import type { JournalSearch } from './journal-search.ts';

const formats = ['csv', 'json', 'txt'] as const;

/** The journal as a file: what the filter lets through, or everything. Plain links, so the browser saves them as it always does. */
export function ExportMenu({ process, search }: { process: string; search: Pick<JournalSearch, 'levels' | 'q'> }) {
  const { t } = useTranslation('journal');
  const level = search.levels.join(',');
  const isFiltered = level !== '' || search.q !== '';
  const link = (format: (typeof formats)[number], filter: object) =>
    urlOf('processExport', { params: { process }, query: { format, ...filter } });
  const action = (format: (typeof formats)[number], scope: 'seen' | 'all'): MenuAction => ({
    key: `${scope} ${format}`,
    title: t(`header.formats.${format}`),
    icon: 'download',
    ...(isFiltered ? { hint: scope === 'seen' ? t('header.exportSeen') : t('header.exportAll') } : {}),
    href: link(
      format,
      scope === 'seen' ? { ...(level === '' ? {} : { level }), ...(search.q === '' ? {} : { q: search.q }) } : {},
    ),
    download: true,
  });
  const actions = [
    ...(isFiltered ? formats.map((format) => action(format, 'seen')) : []),
    ...formats.map((format) => action(format, 'all')),
  ];
  return (
    <Menu
      label={t('header.export')}
      actions={actions}
      trigger={
        <Button variant="ghost" icon="download" aria-label={t('header.export')}>
          <span className="hidden medium:inline">{t('header.export')}</span>
          <Icon name="chevronDown" />
        </Button>
      }
    />
  );
}
