import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { toast } from '#client/ui/toast.tsx';
import { ActForm } from './act-form.tsx';
import { type Act, act, type ActKind } from './acts.ts';
import type { FailureRange } from './failure-search.ts';

type ActDialogProps = {
  kind: ActKind;
  cause: string;
  range: FailureRange;
  /** The key that the cause has then: merged, it is another's. */
  onDone: (cause: string) => void;
  onClose: () => void;
};

/** Something is done about one cause, with a word on why. */
export function ActDialog({ kind, cause, range, onDone, onClose }: ActDialogProps) {
  const { t } = useTranslation('failures');
  const problemText = useProblemText();
  const client = useQueryClient();
  const acting = useMutation({
    mutationFn: async ({ what, comment }: { what: Act; comment: string | null }) => await act(cause, what, comment),
    onSuccess: async (now) => {
      toast(t('act.done', { title: t(`act.titles.${kind}`) }), 'success');
      onClose();
      onDone(now);
      await client.invalidateQueries({ queryKey: ['failures'] });
    },
  });
  return (
    <Dialog title={t(`act.titles.${kind}`)} onClose={onClose}>
      <ActForm
        kind={kind}
        range={range}
        cause={cause}
        hasComment
        submit={t(`act.submits.${kind}`)}
        isPending={acting.isPending}
        refusal={acting.error === null ? null : problemText(acting.error).text}
        onSend={(what, comment) => acting.mutate({ what, comment })}
        onCancel={onClose}
      />
    </Dialog>
  );
}
