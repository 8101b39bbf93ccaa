import { useTranslation } from 'react-i18next';
import { isInFrame } from '#client/api/as-reader.ts';
import { fetchFile } from '#client/api/fetch-file.ts';
import { urlOf } from '#client/api/url-of.ts';
import { saveFile } from '#client/lib/save-file.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import { toast } from '#client/ui/toast.tsx';
import type { JournalSearch } from './journal-search.ts';

const formats = ['csv', 'json', 'txt'] as const;

/**
 * The journal as a file: what the filter lets through, or everything. Plain links, so the browser saves them as it always
 * does; in a portal's frame, where a link says nothing of who follows it, the page fetches the file and saves it.
 */
export function ExportMenu({ process, search }: { process: string; search: Pick<JournalSearch, 'levels' | 'q'> }) {
  const { t } = useTranslation(['journal', 'frame']);
  const level = search.levels.join(',');
  const isFiltered = level !== '' || search.q !== '';
  const link = (format: (typeof formats)[number], filter: object) =>
    urlOf('processExport', { params: { process }, query: { format, ...filter } });
  const save = (href: string) => {
    if (!isInFrame()) return { href, download: true };
    const failed = () => toast(t('frame:saveFailed'), 'failure');
    return { onAction: () => void fetchFile(href).then(saveFile).catch(failed) };
  };
  const action = (format: (typeof formats)[number], scope: 'seen' | 'all'): MenuAction => ({
    key: `${scope} ${format}`,
    title: t(`journal:header.formats.${format}`),
    icon: 'download',
    ...(isFiltered ? { hint: scope === 'seen' ? t('journal:header.exportSeen') : t('journal:header.exportAll') } : {}),
    ...save(
      link(
        format,
        scope === 'seen' ? { ...(level === '' ? {} : { level }), ...(search.q === '' ? {} : { q: search.q }) } : {},
      ),
    ),
  });
  const actions = [
    ...(isFiltered ? formats.map((format) => action(format, 'seen')) : []),
    ...formats.map((format) => action(format, 'all')),
  ];
  return (
    <Menu
      label={t('journal:header.export')}
      actions={actions}
      trigger={
        <Button variant="ghost" icon="download" aria-label={t('journal:header.export')}>
          <span className="hidden medium:inline">{t('journal:header.export')}</span>
          <Icon name="chevronDown" />
        </Button>
      }
    />
  );
}
