import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { connectionKinds } from '#contract/launch.ts';
import type { Connection, PortalInSettings } from '#contract/launch.ts';
import type { BodyOf } from '#contract/endpoints.ts';
import { call } from '#client/api/call.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { portalsQuery } from '#client/features/settings/queries.ts';
import { useUnsaved } from '#client/features/settings/unsaved.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';
import { toast } from '#client/ui/toast.tsx';
import { Bitrix24Form } from './bitrix24-form.tsx';
import { ConnectionSubmit } from './connection-submit.tsx';
import { PortalAddresses } from './portal-addresses.tsx';
import { SignedForm } from './signed-form.tsx';

/** How a portal opens our frame, and by what that is verified. */
export function ConnectionSection({ item }: { item: PortalInSettings }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const { connection } = item;
  const [kind, setKind] = useState<Connection['kind']>(connection.kind);
  const [isWritten, setIsWritten] = useState(false);
  useUnsaved(isWritten);
  const saving = useMutation({
    mutationFn: (body: BodyOf<'putConnection'>) => call('putConnection', { params: { portal: item.portal }, body }),
    onSuccess: async () => {
      setIsWritten(false);
      toast(t('portals.connection.saved'), 'success');
      await client.invalidateQueries(portalsQuery());
    },
  });
  const submit = (
    <ConnectionSubmit
      sending={saving}
      wasOpen={connection.kind !== 'none'}
      reason={kind !== 'none' && item.origin === null ? t('portals.connection.needsOrigin') : null}
    />
  );
  // What is written in a form belongs to what was saved when it was written.
  const saved = JSON.stringify(connection);
  return (
    <>
      <FormSection title={t('portals.connection.title')}>
        <div className="flex flex-col gap-5" onChange={() => setIsWritten(true)}>
          <RadioFields
            legend={t('portals.connection.kind')}
            items={connectionKinds.map((key) => ({
              key,
              title: t(`portals.kinds.${key}.title`),
              hint: t(`portals.kinds.${key}.text`),
            }))}
            chosen={kind}
            onChoose={(next) => {
              setKind(next);
              saving.reset();
            }}
          />
          {kind === 'none' && connection.kind !== 'none' && (
            <form
              onSubmit={(event) => {
                event.preventDefault();
                saving.mutate({ kind: 'none' });
              }}
            >
              {submit}
            </form>
          )}
          {kind === 'bitrix24' && (
            <Bitrix24Form
              key={saved}
              connection={connection.kind === 'bitrix24' ? connection : null}
              error={saving.error}
              onSave={(body) => saving.mutate(body)}
              submit={submit}
            />
          )}
          {kind === 'signed' && (
            <SignedForm
              key={saved}
              portal={item.portal}
              connection={connection.kind === 'signed' ? connection : null}
              error={saving.error}
              onSave={(body) => saving.mutate(body)}
              submit={submit}
            />
          )}
        </div>
      </FormSection>
      {kind === 'bitrix24' && <PortalAddresses isSaved={connection.kind === 'bitrix24'} />}
    </>
  );
}
