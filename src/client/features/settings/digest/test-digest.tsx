import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DigestTest } from '#contract/digest.ts';
import { call } from '#client/api/call.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { useFaultText } from './use-fault-text.ts';

/** Sends a made-up cause to what is saved. `reason`: why that cannot be done now. */
export function TestDigest({ portal, reason }: { portal: string; reason: string | null }) {
  const { t } = useTranslation('digest');
  const problemText = useProblemText();
  const sending = useMutation({ gcTime: 0, mutationFn: () => call('testDigest', { params: { portal } }) });
  return (
    <FormSection title={t('test.title')}>
      <div className="-mt-3 flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-72 text-s text-pretty text-muted">{t('test.text')}</p>
        <Button isPending={sending.isPending} disabledReason={reason} onPress={() => sending.mutate()}>
          {t('test.action')}
        </Button>
      </div>
      <Refusal text={sending.error === null ? null : problemText(sending.error).text} className="mt-3" />
      <div role="status">{sending.data !== undefined && <Outcomes test={sending.data} />}</div>
    </FormSection>
  );
}

function Outcomes({ test }: { test: DigestTest }) {
  const { t } = useTranslation('digest');
  const faultText = useFaultText();
  return (
    <ul className="mt-3 flex flex-col gap-1.5">
      {test.items.map(({ channel, isSent, fault, status }) => (
        <li key={channel} className="text-s text-pretty">
          <StatusMark tone={isSent ? 'success' : 'failure'} icon={isSent ? 'success' : 'failure'}>
            {t(`channels.${channel}`)}
          </StatusMark>{' '}
          {isSent ? (status === null ? t('test.sent') : t('test.sentStatus', { status })) : faultText(fault, status)}
        </li>
      ))}
    </ul>
  );
}
