import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Key } from '#contract/key.ts';
import { call } from '#client/api/call.ts';
import { ConfirmDialog } from '#client/features/settings/confirm-dialog.tsx';
import { gone } from '#client/features/settings/gone.ts';
import { keysQuery } from '#client/features/settings/queries.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';

/** Asks before a key is revoked, and says whether somebody still uses it. */
export function RevokeKey({ item, onClose }: { item: Key; onClose: () => void }) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const format = useFormat();
  const title = item.title ?? t('keys.untitled');
  const revoking = useMutation({
    mutationFn: () => gone(call('revokeKey', { params: { key: item.key } })),
    onSuccess: async () => {
      toast(t('keys.revoking.done', { title }), 'success');
      onClose();
      await client.invalidateQueries(keysQuery());
    },
  });
  return (
    <ConfirmDialog
      title={t('keys.revoking.title')}
      submit={t('keys.revoking.submit')}
      sending={revoking}
      onClose={onClose}
    >
      <p className="font-medium wrap-anywhere">
        <Text>{title}</Text>
      </p>
      <p className="mt-2 text-pretty">{t('keys.revoking.text')}</p>
      <p className="mt-2 text-pretty">
        {item.lastUsedAt === null
          ? t('keys.revoking.neverUsed')
          : t('keys.revoking.used', { when: format.ago(item.lastUsedAt) })}
      </p>
      <p className="mt-2 text-s text-pretty text-muted">{t('keys.revoking.stays')}</p>
    </ConfirmDialog>
  );
}
