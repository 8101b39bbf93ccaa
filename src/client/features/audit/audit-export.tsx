import { useTranslation } from 'react-i18next';
import { accessEndpoints } from '#contract/endpoints-access.ts';
import { downloadOf } from '#client/api/download-of.ts';
import { addressOf } from '#client/api/url-of.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import { toast } from '#client/ui/toast.tsx';
import { auditQueryOf, type AuditSearch, isFiltered } from './audit-search.ts';

const formats = ['csv', 'json'] as const;

/** The log as a file: what the filter shows, or all of it. Each is an event of the log itself. */
export function AuditExport({ search }: { search: AuditSearch }) {
  const { t } = useTranslation(['audit', 'frame']);
  const scopes = isFiltered(search) ? (['seen', 'all'] as const) : (['all'] as const);
  const actions = scopes.flatMap((scope) =>
    formats.map((format): MenuAction => {
      const query = { format, ...(scope === 'seen' ? auditQueryOf(search) : {}) };
      return {
        key: `${scope} ${format}`,
        title: t(`audit:export.formats.${format}`),
        icon: 'download',
        hint: t(`audit:export.${scope}`),
        ...downloadOf(addressOf(accessEndpoints.auditExport, { query }), () => toast(t('frame:saveFailed'), 'failure')),
      };
    }),
  );
  return (
    <Menu
      label={t('audit:export.action')}
      actions={actions}
      trigger={
        <Button icon="download">
          {t('audit:export.action')}
          <Icon name="chevronDown" />
        </Button>
      }
    />
  );
}
