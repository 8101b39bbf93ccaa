import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AccountInList } from '#contract/person.ts';
import { call } from '#client/api/call.ts';
import { ConfirmDialog } from '#client/features/settings/confirm-dialog.tsx';
import { gone } from '#client/features/settings/gone.ts';
import { toast } from '#client/ui/toast.tsx';
import { Text } from '#client/ui/text.tsx';
import { peopleQuery } from '#client/features/settings/queries.ts';

/** Asks before an account is removed. */
export function RemovePerson({ person, onClose }: { person: AccountInList; onClose: () => void }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const removing = useMutation({
    mutationFn: () => gone(call('removePerson', { params: { person: person.person } })),
    onSuccess: async () => {
      toast(t('people.removing.done', { name: person.name }), 'success');
      onClose();
      await client.invalidateQueries(peopleQuery());
    },
  });
  return (
    <ConfirmDialog
      title={t('people.removing.title')}
      submit={t('people.removing.submit')}
      sending={removing}
      onClose={onClose}
    >
      <p className="font-medium wrap-anywhere">
        <Text>{person.name}</Text>
        <span className="block text-s font-normal text-muted">
          <Text>{person.email}</Text>
        </span>
      </p>
      <p className="mt-2 text-pretty">{t('people.removing.text')}</p>
    </ConfirmDialog>
  );
}
