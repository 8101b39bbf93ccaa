import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { PortalInSettings } from '#contract/launch.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { ConnectionSection } from '#client/features/settings/portals/connection-section.tsx';
import { PortalFacts } from '#client/features/settings/portals/portal-facts.tsx';
import { portalsQuery } from '#client/features/settings/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';

/** One portal: what is said about it, and how it opens our frame. */
export function PortalPage() {
  const { t } = useTranslation(['access', 'settings']);
  const { portalId = '' } = useParams();
  const list = useQuery(portalsQuery());
  const item = list.data?.items.find((one) => one.portal === portalId);
  const title = item?.title ?? portalId;
  usePageTitle(title);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col items-start gap-1">
        <Link to={paths.settings('portals')} className={buttonClass('link')}>
          <Icon name="chevronLeft" />
          {t('portals.back')}
        </Link>
        <h1 className="text-2xl font-semibold wrap-anywhere">
          <Text>{title}</Text>
        </h1>
        <p className="flex items-center gap-1 text-muted">
          <code className="font-mono text-xs wrap-anywhere">{portalId}</code>
          <CopyButton isIconOnly text={portalId} label={t('portals.copyId')} />
        </p>
      </div>
      {item === undefined ? (
        <ListBox
          label={t('settings:pages.portals')}
          query={list}
          empty={<EmptyState icon="globe" title={t('portals.gone')} text={t('portals.goneText')} />}
        >
          {() => <EmptyState icon="globe" title={t('portals.gone')} text={t('portals.goneText')} />}
        </ListBox>
      ) : (
        <PortalForms key={item.portal} item={item} />
      )}
    </div>
  );
}

function PortalForms({ item }: { item: PortalInSettings }) {
  const client = useQueryClient();
  return (
    <>
      <PortalFacts item={item} onSaved={() => void client.invalidateQueries(sessionQuery())} />
      <ConnectionSection item={item} />
    </>
  );
}
