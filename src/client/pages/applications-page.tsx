import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Application, ApplicationCredentials } from '#contract/application.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { ApplicationForm } from '#client/features/settings/application-form.tsx';
import { ApplicationRow } from '#client/features/settings/application-row.tsx';
import { CredentialsDialog } from '#client/features/settings/credentials-dialog.tsx';
import { ListBox } from '#client/features/settings/list-box.tsx';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { activitiesQuery, applicationsQuery } from '#client/features/settings/queries.ts';
import { RemoveApplication } from '#client/features/settings/remove-application.tsx';
import { usePageTitle } from '#client/lib/page-title.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';

export function loader() {
  ahead(queryClient.query(applicationsQuery()));
  ahead(queryClient.query(activitiesQuery()));
  return null;
}

/** Secrets live in the state of this page only for as long as their window is open. */
type Open =
  | { kind: 'nothing' }
  | { kind: 'making' }
  | { kind: 'made'; credentials: ApplicationCredentials }
  | { kind: 'removing'; application: Application };

const nothing: Open = { kind: 'nothing' };

/** Programs that speak the portal's REST with access tokens. */
export function ApplicationsPage() {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const list = useQuery(applicationsQuery());
  const [open, setOpen] = useState<Open>(nothing);
  const close = () => setOpen(nothing);
  usePageTitle(t('pages.applications'));
  const make = (
    <Button variant="primary" icon="plus" onPress={() => setOpen({ kind: 'making' })}>
      {t('applications.make')}
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <PageHead title={t('pages.applications')} text={t('applications.about')} action={make} />
      <ListBox
        label={t('pages.applications')}
        query={list}
        empty={<EmptyState icon="shield" title={t('applications.empty')} text={t('applications.emptyText')} />}
      >
        {(items) => (
          <ul>
            {items.map((application) => (
              <ApplicationRow
                key={application.clientId}
                application={application}
                onRemove={() => setOpen({ kind: 'removing', application })}
              />
            ))}
          </ul>
        )}
      </ListBox>
      {open.kind === 'making' && (
        <ApplicationForm
          onClose={close}
          onMade={(credentials) => {
            setOpen({ kind: 'made', credentials });
            void client.invalidateQueries(applicationsQuery());
          }}
        />
      )}
      {open.kind === 'made' && <CredentialsDialog credentials={open.credentials} onClose={close} />}
      {open.kind === 'removing' && <RemoveApplication application={open.application} onClose={close} />}
    </div>
  );
}
