import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '#client/ui/code-block.tsx';
import { commonErrors } from './common-errors.ts';
import type { Credential } from './credential.ts';
import { ErrorsTable } from './errors-table.tsx';
import {
  answerSample,
  batchSample,
  failureSample,
  formSample,
  hookSample,
  jsonSample,
  oauthSample,
  retrySample,
} from './samples.ts';

/** What holds for every method, once. Each part is an anchor. */
export const guideParts = ['address', 'body', 'answer', 'batch', 'retry', 'sdk', 'errors'] as const;

type GuideProps = { base: string; credential: Credential; userId: string; memberId: string };

export function Guide({ base, credential, userId, memberId }: GuideProps) {
  const { t } = useTranslation('restDocs');
  const place = { base, credential };
  const code = (label: string, text: string) => <CodeBlock label={label} text={text} />;
  return (
    <section
      aria-labelledby={guideAnchor('all')}
      className="flex flex-col gap-6 rounded-section border border-line bg-surface px-4 py-4 medium:px-5"
    >
      <h2 id={guideAnchor('all')} className="scroll-mt-4 text-xl font-semibold">
        {t('guide.title')}
      </h2>
      <Part id="address" title={t('guide.address.title')}>
        <p>{t('guide.address.webhook')}</p>
        {code(t('guide.address.webhookLabel'), `${base}/{user}/{code}/{method}`)}
        <p>{t('guide.address.token')}</p>
        {code(t('guide.address.tokenLabel'), `${base}/{method}\nAuthorization: Bearer {access_token}`)}
        <p className="text-s text-muted">{t('guide.address.note')}</p>
      </Part>
      <Part id="body" title={t('guide.body.title')}>
        <p>{t('guide.body.json')}</p>
        {code(t('guide.body.jsonLabel'), jsonSample(place))}
        <p>{t('guide.body.form')}</p>
        {code(t('guide.body.formLabel'), formSample(place))}
        <p className="text-s text-muted">{t('guide.body.note')}</p>
      </Part>
      <Part id="answer" title={t('guide.answer.title')}>
        <p>{t('guide.answer.success')}</p>
        {code(t('guide.answer.successLabel'), answerSample)}
        <p>{t('guide.answer.failure')}</p>
        {code(t('guide.answer.failureLabel'), failureSample)}
      </Part>
      <Part id="batch" title={t('guide.batch.title')}>
        <p>{t('guide.batch.text')}</p>
        {code(t('guide.batch.label'), batchSample(place))}
      </Part>
      <Part id="retry" title={t('guide.retry.title')}>
        <p>{t('guide.retry.text')}</p>
        {code(t('guide.retry.label'), retrySample(place))}
      </Part>
      <Part id="sdk" title={t('guide.sdk.title')}>
        <p>{t('guide.sdk.hook')}</p>
        {code('B24Hook', hookSample(place))}
        <p>{t('guide.sdk.oauth')}</p>
        {code('B24OAuth', oauthSample({ base, userId, memberId }))}
      </Part>
      <Part id="errors" title={t('guide.errors.title')}>
        <p>{t('guide.errors.text')}</p>
        <ErrorsTable
          label={t('guide.errors.title')}
          rows={commonErrors.map(([error, status]) => ({
            code: error,
            status,
            text: t(`guide.errors.byCode.${error}`),
          }))}
        />
      </Part>
    </section>
  );
}

/** An anchor of its own: `batch` and others are names of methods too. */
export function guideAnchor(part: (typeof guideParts)[number] | 'all'): string {
  return `guide-${part}`;
}

function Part({ id: part, title, children }: { id: (typeof guideParts)[number]; title: string; children: ReactNode }) {
  const id = guideAnchor(part);
  return (
    <div className="flex flex-col gap-2">
      <h3 id={id} className="scroll-mt-4 text-l font-semibold">
        {title}
      </h3>
      {children}
    </div>
  );
}
