import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErasureSubject } from '#contract/erasure.ts';
import { call } from '#client/api/call.ts';
import { ConfirmDialog } from '#client/features/settings/confirm-dialog.tsx';
import { erasuresQuery } from '#client/features/settings/queries.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';

type ConfirmErasureProps = { subject: ErasureSubject; shown: string; onBegun: () => void; onClose: () => void };

/** Asks once more: nothing brings back what is erased. */
export function ConfirmErasure({ subject, shown, onBegun, onClose }: ConfirmErasureProps) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const [isSure, setIsSure] = useState(false);
  const starting = useMutation({
    gcTime: 0,
    mutationFn: () => call('startErasure', { body: subject }),
    onSuccess: async () => {
      toast(t('erasure.begun'), 'success');
      onBegun();
      await client.invalidateQueries(erasuresQuery());
    },
  });
  return (
    <ConfirmDialog
      title={t('erasure.confirm.title')}
      submit={t('erasure.confirm.submit')}
      disabledReason={isSure ? null : t('erasure.confirm.unchecked')}
      sending={starting}
      onClose={onClose}
    >
      <p className="font-medium wrap-anywhere">
        <Text>{`${t(`erasure.kinds.${subject.kind}.title`)}: ${shown}`}</Text>
      </p>
      <p className="mt-2 text-pretty">{t('erasure.confirm.text')}</p>
      {subject.kind === 'card' && <p className="mt-2 text-pretty">{t('erasure.confirm.card')}</p>}
      <p className="mt-2 mb-4 text-s text-pretty text-muted">{t('erasure.confirm.backups')}</p>
      <CheckField name="sure" value="yes" label={t('erasure.confirm.check')} isChecked={isSure} onToggle={setIsSure} />
    </ConfirmDialog>
  );
}
