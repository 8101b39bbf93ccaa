import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CardRef } from '#contract/card.ts';
import type { Process } from '#contract/process.ts';
import { downloadOf } from '#client/api/download-of.ts';
import { isInFrame } from '#client/api/portal-in-use.ts';
import { urlOf } from '#client/api/url-of.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import { toast } from '#client/ui/toast.tsx';
import type { JournalSearch } from './journal-search.ts';

const formats = ['csv', 'json', 'txt', 'xes'] as const;
type Scope = 'seen' | 'all';

type ExportMenuProps = {
  process: Pick<Process, 'process' | 'card'>;
  search: Pick<JournalSearch, 'levels' | 'q'>;
};

/** The journal as a file or on paper: what the filter lets through, or everything. */
export function ExportMenu({ process: { process, card }, search }: ExportMenuProps) {
  const { t } = useTranslation(['journal', 'frame']);
  const printAction = usePrint(process);
  const level = search.levels.join(',');
  const isFiltered = level !== '' || search.q !== '';
  const filterOf = (scope: Scope) =>
    scope === 'all' ? {} : { ...(level === '' ? {} : { level }), ...(search.q === '' ? {} : { q: search.q }) };
  const hintOf = (scope: Scope) =>
    isFiltered ? { hint: scope === 'seen' ? t('journal:header.exportSeen') : t('journal:header.exportAll') } : {};
  const file = (format: (typeof formats)[number], scope: Scope): MenuAction => ({
    key: `${scope} ${format}`,
    title: t(`journal:header.formats.${format}`),
    icon: 'download',
    ...hintOf(scope),
    ...downloadOf(urlOf('processExport', { params: { process }, query: { format, ...filterOf(scope) } }), () =>
      toast(t('frame:saveFailed'), 'failure'),
    ),
  });
  const actions = (isFiltered ? (['seen', 'all'] as const) : (['all'] as const)).flatMap((scope) => [
    ...formats.map((format) => file(format, scope)),
    ...(card === null
      ? []
      : [
          {
            key: `${scope} print`,
            title: t('journal:header.print'),
            icon: 'printer' as const,
            ...hintOf(scope),
            ...printAction(card, new URLSearchParams(filterOf(scope))),
          },
        ]),
  ]);
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

/** A page of its own beside this one; a portal's frame, which nothing beside it may read for, turns to it itself. */
function usePrint(processId: string) {
  const navigate = useNavigate();
  return ({ type: cardType, id: cardId }: Pick<CardRef, 'type' | 'id'>, search: URLSearchParams) => {
    const href = paths.journalPrint({ cardType, cardId, processId }, search);
    return isInFrame() ? { onAction: () => void navigate(href) } : { href, isOutside: true };
  };
}
