import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mostDigestEmails } from '#contract/digest.ts';
import type { DigestSettings } from '#contract/digest.ts';
import { call } from '#client/api/call.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { digestQuery } from '#client/features/settings/queries.ts';
import { useUnsaved } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { draftOf, faultsOf, isSameRules, rulesOf } from './digest-draft.ts';
import type { DigestDraft } from './digest-draft.ts';
import { DigestFields } from './digest-fields.tsx';
import { DigestSecret } from './digest-secret.tsx';
import { TestDigest } from './test-digest.tsx';

type DigestRulesProps = { portal: { portal: string; timeZone: string }; saved: DigestSettings };

/** Who is told of causes: written, saved, and tried once it is saved. */
export function DigestRules({ portal: { portal, timeZone }, saved }: DigestRulesProps) {
  const { t } = useTranslation('digest');
  const client = useQueryClient();
  const problemText = useProblemText();
  const [written, setWritten] = useState<DigestDraft | null>(null);
  const [round, setRound] = useState(0);
  const [secret, setSecret] = useState<string | null>(null);
  const draft = written ?? draftOf(saved);
  const faults = faultsOf(draft);
  const fault = faults.webhook
    ? t('webhookWrong')
    : faults.emails.length > 0
      ? t('emailsWrong', { names: faults.emails.slice(0, 5).join(', ') })
      : null;
  const rules = rulesOf(draft);
  const isChanged = !isSameRules(rules, rulesOf(draftOf(saved)));
  useUnsaved(isChanged);
  const begin = (): void => {
    setWritten(null);
    setRound(round + 1);
  };
  const saving = useMutation({
    gcTime: 0,
    mutationFn: () => call('putDigest', { params: { portal }, body: rules }),
    onSuccess: (answer) => {
      toast(t('saved'), 'success');
      client.setQueryData(digestQuery(portal).queryKey, answer.digest);
      setSecret(answer.secret);
      begin();
    },
  });
  const reason =
    fault ?? (faults.isTooMany ? t('emailsMany', { most: mostDigestEmails }) : isChanged ? null : t('unchanged'));
  const isOn = saved.webhookUrl !== null || (saved.emails.length > 0 && saved.hasMail);
  return (
    <>
      <FormSection title={t('rules')}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (reason === null && !saving.isPending) saving.mutate();
          }}
        >
          <DigestFields
            saved={saved}
            draft={draft}
            faults={faults}
            timeZone={timeZone}
            round={round}
            onChange={setWritten}
          />
          <Refusal text={saving.error === null ? null : problemText(saving.error).text} className="mt-4" />
          <div className="mt-4 flex flex-wrap items-center justify-end gap-2 border-t border-line pt-4">
            <p role="status" className="mr-auto text-s text-muted">
              {isChanged ? t('changed') : isOn ? '' : t('off')}
            </p>
            <Button
              disabledReason={isChanged ? null : t('unchanged')}
              onPress={() => {
                begin();
                saving.reset();
              }}
            >
              {t('undo')}
            </Button>
            <Button type="submit" variant="primary" isPending={saving.isPending} disabledReason={reason}>
              {t('save')}
            </Button>
          </div>
        </form>
      </FormSection>
      <TestDigest portal={portal} reason={isChanged ? t('test.unsaved') : isOn ? null : t('test.none')} />
      {secret !== null && <DigestSecret secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
