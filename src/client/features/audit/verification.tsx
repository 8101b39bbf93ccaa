import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';

/** Asks the server to read the whole log, and keeps what it found while one looks at the page. */
export function useVerification() {
  return useMutation({
    mutationFn: async () => ({ ...(await call('verifyAudit', {})), at: Date.now() }),
  });
}
type Verification = ReturnType<typeof useVerification>;

export function VerifyButton({ verification }: { verification: Verification }) {
  const { t } = useTranslation('audit');
  return (
    <Button icon="shield" isPending={verification.isPending} onPress={() => verification.mutate()}>
      {t(verification.isPending ? 'verify.running' : 'verify.action')}
    </Button>
  );
}

/** What was found. The region is there before it has something to say, so that it is read out when it does. */
export function VerificationResult({ verification }: { verification: Verification }) {
  const { t } = useTranslation('audit');
  const format = useFormat();
  const problemText = useProblemText();
  const { data, error } = verification;
  return (
    <div role="status" className="basis-full empty:-mt-3">
      {error !== null && (
        <Notice tone="warning">
          {t('verify.failed')}: {problemText(error).text}
        </Notice>
      )}
      {data !== undefined && error === null && data.firstBad === null && (
        <Notice tone="success">
          {t('verify.intact', { count: data.events, shown: format.number(data.events) })}{' '}
          {t('verify.at', { time: format.time(data.at) })}
        </Notice>
      )}
      {data !== undefined && error === null && data.firstBad !== null && (
        <Notice tone="failure">
          <p className="font-semibold">{t(`verify.${data.firstBad.reason}`, { seq: data.firstBad.seq })}</p>
          <p>
            {t('verify.todo')} {t('verify.at', { time: format.time(data.at) })}
          </p>
        </Notice>
      )}
    </div>
  );
}
