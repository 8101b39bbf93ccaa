import { useTranslation } from 'react-i18next';
import { Problem } from '#contract/problem.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';

type ConnectionSubmitProps = {
  sending: { error: Error | null; isPending: boolean };
  /** Frames may be open by the connection that is there now. */
  wasOpen: boolean;
  reason: string | null;
};

/** The end of a form of a connection. A refusal that belongs to a field is said at the field. */
export function ConnectionSubmit({ sending, wasOpen, reason }: ConnectionSubmitProps) {
  const { t } = useTranslation('access');
  const problemText = useProblemText();
  const { error } = sending;
  const isOfField = error instanceof Problem && (error.code === 'conflict' || error.code === 'invalid_request');
  return (
    <>
      <Refusal text={error === null || isOfField ? null : problemText(error).text} />
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        {(reason !== null || wasOpen) && (
          <p className="min-w-0 flex-1 basis-60 text-s text-pretty text-muted">
            {reason ?? t('portals.connection.ends')}
          </p>
        )}
        <Button type="submit" variant="primary" isPending={sending.isPending} disabledReason={reason}>
          {t('portals.connection.save')}
        </Button>
      </div>
    </>
  );
}
