import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Explanation } from '#contract/explanation.ts';
import { call } from '#client/api/call.ts';
import { ConfirmDialog } from '#client/features/settings/confirm-dialog.tsx';
import { Text } from '#client/ui/text.tsx';

type RemoveExplanationProps = { explanation: Explanation; onClose: () => void; onRemoved: () => Promise<void> };

export function RemoveExplanation({ explanation: { explanation, ru }, onClose, onRemoved }: RemoveExplanationProps) {
  const { t } = useTranslation('explanations');
  const removing = useMutation({
    mutationFn: async () => await call('removeExplanation', { params: { explanation }, query: {} }),
    onSuccess: onRemoved,
  });
  return (
    <ConfirmDialog title={t('remove.title')} submit={t('remove.action')} sending={removing} onClose={onClose}>
      <p className="font-medium text-pretty">
        <Text>{ru.title}</Text>
      </p>
      <p className="mt-2 text-pretty">{t('remove.text')}</p>
    </ConfirmDialog>
  );
}
