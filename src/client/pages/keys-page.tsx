import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Key } from '#contract/key.ts';
import { useAddressState } from '#client/address-state.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { portalOf } from '#client/features/session/portal-of.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { KeyForm } from '#client/features/settings/keys/key-form.tsx';
import { KeysList } from '#client/features/settings/keys/keys-list.tsx';
import { keysShown, readKeysSearch, writeKeysSearch } from '#client/features/settings/keys/keys-search.ts';
import { RevokeKey } from '#client/features/settings/keys/revoke-key.tsx';
import { RotateKey } from '#client/features/settings/keys/rotate-key.tsx';
import { SecretDialog } from '#client/features/settings/keys/secret-dialog.tsx';
import type { ShownSecret } from '#client/features/settings/keys/secret-dialog.tsx';
import { NoPortal } from '#client/features/settings/no-portal.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { keysQuery } from '#client/features/settings/queries.ts';
import { useNow } from '#client/lib/now.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';

export function loader() {
  ahead(queryClient.query(keysQuery()));
  return null;
}

/** Secrets live in the state of this page only for as long as their window is open. */
type Open =
  | { kind: 'nothing' }
  | { kind: 'secret'; shown: ShownSecret }
  | { kind: 'rotating'; item: Key }
  | { kind: 'revoking'; item: Key };

const nothing: Open = { kind: 'nothing' };

/** Keys of the portal in use. */
export function KeysPage() {
  const { data: session } = useSuspenseQuery(sessionQuery());
  const portal = portalOf(session);
  const { t } = useTranslation(['access', 'settings']);
  usePageTitle(t('settings:pages.keys'));
  if (portal === undefined) {
    return <NoPortal title={t('settings:pages.keys')} text={t('keys.noPortalText')} />;
  }
  return <PortalKeys portal={portal.title ?? portal.portal} />;
}

function PortalKeys({ portal }: { portal: string }) {
  const { t } = useTranslation(['access', 'settings']);
  const client = useQueryClient();
  const [search, change] = useAddressState(readKeysSearch, writeKeysSearch);
  const [open, setOpen] = useState<Open>(nothing);
  const list = useQuery(keysQuery());
  const now = useNow(60_000);
  const close = () => setOpen(nothing);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('settings:pages.keys')}
        text={t('keys.about', { portal })}
        action={
          <Button variant="primary" icon="plus" onPress={() => change({ isMaking: true })}>
            {t('keys.make')}
          </Button>
        }
      />
      <div className="flex">
        <SegmentedControl
          label={t('keys.show')}
          items={keysShown.map((key) => ({ key, title: t(`keys.shown.${key}`) }))}
          selected={search.show}
          onSelect={(show) => change({ show })}
        />
      </div>
      <KeysList
        list={list}
        show={search.show}
        now={now}
        onShowAll={() => change({ show: 'all' })}
        onRotate={(item) => setOpen({ kind: 'rotating', item })}
        onRevoke={(item) => setOpen({ kind: 'revoking', item })}
      />
      {search.isMaking && (
        <KeyForm
          onClose={() => change({ isMaking: false })}
          onMade={(title, secret) => {
            change({ isMaking: false });
            setOpen({ kind: 'secret', shown: { title, secret } });
            void client.invalidateQueries(keysQuery());
          }}
        />
      )}
      {open.kind === 'secret' && <SecretDialog shown={open.shown} onClose={close} />}
      {open.kind === 'rotating' && (
        <RotateKey item={open.item} now={now} onMade={(shown) => setOpen({ kind: 'secret', shown })} onClose={close} />
      )}
      {open.kind === 'revoking' && <RevokeKey item={open.item} onClose={close} />}
    </div>
  );
}
