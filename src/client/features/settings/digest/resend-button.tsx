import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '#client/api/call.ts';
import { digestQuery } from '#client/features/settings/queries.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { useFaultText } from './use-fault-text.ts';

type ResendButtonProps = { portal: string; delivery: string; title: string; isOff: boolean };

/** Sends once more what may not have come. It keeps its name, so a reader that has it already drops it. */
export function ResendButton({ portal, delivery, title, isOff }: ResendButtonProps) {
  const { t } = useTranslation('digest');
  const client = useQueryClient();
  const problemText = useProblemText();
  const faultText = useFaultText();
  const sending = useMutation({
    mutationFn: async () => await call('resendDigest', { params: { portal, delivery } }),
    onSuccess: ({ isSent, fault, status }) => {
      if (isSent) toast(t('resend.done'), 'success');
      else toast(`${t('resend.failed')} ${faultText(fault, status)}`, 'failure');
    },
    onSettled: () => client.invalidateQueries({ queryKey: digestQuery(portal).queryKey }),
  });
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="s"
        aria-label={t('resend.of', { title })}
        isPending={sending.isPending}
        disabledReason={isOff ? t('resend.off') : null}
        onPress={() => sending.mutate()}
      >
        {t('resend.action')}
      </Button>
      <span className="text-s text-pretty text-muted">{t('resend.hint')}</span>
      <Refusal text={sending.error === null ? null : problemText(sending.error).text} />
    </div>
  );
}
