import { useTranslation } from 'react-i18next';
import { failureEndpoints } from '#contract/endpoints-failures.ts';
import { downloadOf } from '#client/api/download-of.ts';
import { addressOf } from '#client/api/url-of.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import { toast } from '#client/ui/toast.tsx';

const formats = ['csv', 'json', 'xes'] as const;

type FailuresExportProps = {
  /** What the page shows: its range and filter as the server takes them. */
  query: Readonly<Record<string, string>>;
  /** How many failures that is, in words: what leaves is said before it does. */
  counted: string;
};

/** The failures that the page shows as a table, or the journals they are in. */
export function FailuresExport({ query, counted }: FailuresExportProps) {
  const { t } = useTranslation(['failures', 'frame']);
  const actions = formats.map((format): MenuAction => ({
    key: format,
    title: t(`failures:export.formats.${format}`),
    icon: 'download',
    hint: t(format === 'xes' ? 'failures:export.journals' : 'failures:export.rows', { counted }),
    ...downloadOf(addressOf(failureEndpoints.failureExport, { query: { format, ...query } }), () =>
      toast(t('frame:saveFailed'), 'failure'),
    ),
  }));
  return (
    <Menu
      label={t('failures:export.action')}
      actions={actions}
      trigger={<IconButton icon="download" label={t('failures:export.action')} />}
    />
  );
}
