import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flag } from '#contract/flag.ts';
import { call } from '#client/api/call.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { askFlagsAnew } from './queries.ts';

/** Asks before a flag is closed: with it goes what keeps an old journal from being deleted. */
export function CloseDialog({ flag, onClose }: { flag: Flag; onClose: () => void }) {
  const { t } = useTranslation('flags');
  const client = useQueryClient();
  const problemText = useProblemText();
  const closing = useMutation({
    mutationFn: async () => await call('closeFlag', { params: { flag: flag.flag }, query: {} }),
    onSuccess: async () => {
      toast(t('closing.done'), 'success');
      onClose();
      await askFlagsAnew(client, flag.process);
    },
  });
  return (
    <Dialog title={t('closing.title')} onClose={onClose}>
      <p className="font-medium text-pretty wrap-anywhere">
        <Text>{flag.why}</Text>
      </p>
      <p className="mt-2 text-pretty">{t('closing.text')}</p>
      <p className="mt-2 text-s text-muted">{t('closing.again')}</p>
      <Refusal text={closing.error === null ? null : problemText(closing.error).text} className="mt-3" />
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button variant="primary" isPending={closing.isPending} onPress={() => closing.mutate()}>
          {t('closing.submit')}
        </Button>
      </div>
    </Dialog>
  );
}
