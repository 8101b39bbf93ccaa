import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Refusal } from '#client/ui/notice.tsx';

type ConfirmDialogProps = {
  title: string;
  submit: string;
  sending: { error: Error | null; isPending: boolean; mutate: () => void };
  /** Why it cannot be done yet. */
  disabledReason?: string | null;
  onClose: () => void;
  /** What will happen, in words. */
  children: ReactNode;
};

/** Asks before what cannot be undone is done. */
export function ConfirmDialog({
  title,
  submit,
  sending,
  disabledReason = null,
  onClose,
  children,
}: ConfirmDialogProps) {
  const { t } = useTranslation('settings');
  const problemText = useProblemText();
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refusal text={sending.error === null ? null : problemText(sending.error).text} className="mt-3" />
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onPress={onClose}>{t('cancel')}</Button>
        <Button
          variant="danger"
          disabledReason={disabledReason}
          isPending={sending.isPending}
          onPress={() => sending.mutate()}
        >
          {submit}
        </Button>
      </div>
    </Dialog>
  );
}
