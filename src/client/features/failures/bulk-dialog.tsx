import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryInputOf } from '#contract/endpoints.ts';
import type { BulkAnswer } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { ActForm } from './act-form.tsx';
import type { Act, ActKind } from './acts.ts';
import { BulkReport } from './bulk-report.tsx';
import type { FailureRange } from './failure-search.ts';

type BulkDialogProps = {
  kind: ActKind;
  range: FailureRange;
  filter: QueryInputOf<'actOnCauses'>;
  /** Only these of the filter; null: all of them. */
  causes: string[] | null;
  onDone: () => void;
  onClose: () => void;
};

/** First what is to be done, then how much that is, then what came of each. */
export function BulkDialog({ kind, range, filter, causes, onDone, onClose }: BulkDialogProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [action, setAction] = useState<Act | null>(null);
  const send = async (what: Act, isDryRun: boolean, expected?: number) =>
    await call('actOnCauses', {
      query: filter,
      body: {
        action: what,
        isDryRun,
        ...(causes !== null && { causes }),
        ...(expected !== undefined && { expected }),
      },
    });
  const counting = useMutation({ mutationFn: async (what: Act) => await send(what, true) });
  const doing = useMutation({
    mutationFn: async ({ what, counted }: { what: Act; counted: BulkAnswer }) =>
      await send(what, false, counted.causes),
    onSettled: () => client.invalidateQueries({ queryKey: ['failures'] }),
  });
  const counted = counting.data;
  const done = doing.data;
  const hasGrown = doing.error instanceof Problem && doing.error.code === 'conflict';
  const refusal = doing.error === null ? null : hasGrown ? t('bulk.grown') : problemText(doing.error).text;

  function close(): void {
    if (done !== undefined) onDone();
    onClose();
  }
  function count(what: Act): void {
    setAction(what);
    doing.reset();
    counting.mutate(what);
  }

  return (
    <Dialog title={t(`act.titles.${kind}`)} onClose={close}>
      {done !== undefined ? (
        <BulkReport answer={done} words="results" onClose={close} />
      ) : counted === undefined || action === null ? (
        <ActForm
          kind={kind}
          range={range}
          hasComment={kind !== 'assign' && kind !== 'merge'}
          submit={t('bulk.continue')}
          isPending={counting.isPending}
          refusal={counting.error === null ? null : problemText(counting.error).text}
          onSend={count}
          onCancel={close}
        />
      ) : (
        <>
          <BulkReport answer={counted} words="willBe" />
          <Refusal text={refusal} className="mt-3" />
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button onPress={close}>{t('act.cancel')}</Button>
            {hasGrown ? (
              <Button variant="primary" isPending={counting.isPending} onPress={() => count(action)}>
                {t('bulk.recount')}
              </Button>
            ) : (
              <Button
                variant="primary"
                isPending={doing.isPending}
                disabledReason={counted.items.some(({ result }) => result === 'done') ? null : t('bulk.nothing')}
                onPress={() => doing.mutate({ what: action, counted })}
              >
                {t('bulk.apply', {
                  shown: format.number(counted.items.filter(({ result }) => result === 'done').length),
                })}
              </Button>
            )}
          </div>
        </>
      )}
    </Dialog>
  );
}
