import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PortalInSettings } from '#contract/launch.ts';
import { useFormat } from '#client/i18n/format.ts';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { Text } from '#client/ui/text.tsx';

const rowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-2.5 medium:px-5 @min-[48rem]:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_200px_88px]';

/** One portal: what it is called, from where it opens the journal, and how that is verified. */
export function PortalRow({ item, isInUse }: { item: PortalInSettings; isInUse: boolean }) {
  const { t } = useTranslation('access');
  const { portal, origin, connection } = item;
  const format = useFormat();
  const title = item.title ?? portal;
  return (
    <li className={`min-h-[63px] border-t border-line first:border-t-0 ${rowGrid}`}>
      <div className="min-w-0">
        <p className="truncate font-medium">
          <Text>{title}</Text>
        </p>
        <p className="flex min-w-0 items-center gap-2 text-muted">
          <Text className="truncate font-mono text-xs/5">{portal}</Text>
          {isInUse && <span className="shrink-0 text-s">· {t('portals.inUse')}</span>}
        </p>
      </div>
      <div className="col-start-1 min-w-0 @min-[48rem]:col-start-auto">
        {origin === null ? (
          <p className="text-s text-muted">{t('portals.noOrigin')}</p>
        ) : (
          <p className="truncate font-mono text-xs/5 [font-variant-ligatures:none]" title={origin}>
            <Text>{origin}</Text>
          </p>
        )}
      </div>
      <div className="col-start-1 min-w-0 text-s @min-[48rem]:col-start-auto">
        <p className={connection.kind === 'none' ? 'text-muted' : ''}>{t(`portals.kinds.${connection.kind}.short`)}</p>
        {connection.kind === 'bitrix24' && (
          <p className="text-muted">
            {connection.installedAt === null
              ? t('portals.notInstalled')
              : t('portals.installed', { date: format.day(connection.installedAt) })}
          </p>
        )}
        {connection.kind === 'signed' && (
          <p className="font-mono text-xs/5 text-muted">
            {connection.algorithm} · {connection.keyFingerprint.slice(0, 8)}
          </p>
        )}
      </div>
      <Link
        to={paths.settingsPortal(portal)}
        aria-label={t('portals.openNamed', { title })}
        className={buttonClass(
          'ghost',
          's',
          'col-start-2 row-start-1 -mr-2 justify-self-end @min-[48rem]:col-start-auto @min-[48rem]:row-start-auto',
        )}
      >
        {t('portals.open')}
      </Link>
    </li>
  );
}
