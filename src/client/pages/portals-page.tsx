import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useAddressState } from '#client/address-state.ts';
import { choosePortal, portalInUse } from '#client/api/portal-in-use.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { MakePortal } from '#client/features/settings/portals/make-portal.tsx';
import { PortalRow } from '#client/features/settings/portals/portal-row.tsx';
import { readPortalsSearch, writePortalsSearch } from '#client/features/settings/portals/portals-search.ts';
import { portalsQuery } from '#client/features/settings/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

export function loader() {
  ahead(queryClient.query(portalsQuery()));
  return null;
}

/** The portals, and how each opens our frame. */
export function PortalsPage() {
  const { t } = useTranslation(['access', 'settings']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [{ isMaking }, change] = useAddressState(readPortalsSearch, writePortalsSearch);
  const list = useQuery(portalsQuery());
  const { data: session } = useSuspenseQuery(sessionQuery());
  const inUse = portalOf(session)?.portal;
  usePageTitle(t('settings:pages.portals'));

  async function goTo(portal: string): Promise<void> {
    // With a second portal every address says which one is read: the one that was, not whichever comes first now.
    if (portalInUse() === null && inUse !== undefined) choosePortal(inUse);
    await Promise.all([client.invalidateQueries(sessionQuery()), client.invalidateQueries(portalsQuery())]);
    await navigate(paths.settingsPortal(portal));
  }

  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('settings:pages.portals')}
        text={t('portals.about')}
        action={
          <Button variant="primary" icon="plus" onPress={() => change({ isMaking: true })}>
            {t('portals.make')}
          </Button>
        }
      />
      <ListBox
        label={t('settings:pages.portals')}
        query={list}
        empty={<EmptyState icon="globe" title={t('portals.empty')} text={t('portals.emptyText')} />}
      >
        {(items) => (
          <ul>
            {items.map((item) => (
              <PortalRow key={item.portal} item={item} isInUse={items.length > 1 && item.portal === inUse} />
            ))}
          </ul>
        )}
      </ListBox>
      {isMaking && (
        <MakePortal
          portals={list.data?.items ?? []}
          onMade={(portal) => void goTo(portal)}
          onClose={() => change({ isMaking: false })}
        />
      )}
    </div>
  );
}
