import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { OwnSessions } from '#client/features/session/own-sessions.tsx';
import { PasswordForm } from '#client/features/session/password-form.tsx';
import { accountQuery } from '#client/features/session/queries.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Text } from '#client/ui/text.tsx';

export function loader() {
  ahead(queryClient.query(accountQuery()));
  return null;
}

const section = 'rounded-section border border-line bg-surface p-4 medium:p-5';

/** Who one is, one's password, and where one is signed in. */
export function AccountPage() {
  const { t } = useTranslation('session');
  const problemText = useProblemText();
  const { data, error, refetch } = useQuery({ ...accountQuery(), throwOnError: false });
  usePageTitle(t('account.title'));
  return (
    <div className="mx-auto flex max-w-3xl flex-col gap-4">
      <h1 className="text-2xl font-semibold">{t('account.title')}</h1>
      {data !== undefined && <Account account={data} />}
      {data === undefined && (
        <section className={section}>
          {error === null ? (
            <div role="status" aria-label={t('account.loading')} className="flex flex-col gap-3">
              <Skeleton className="h-4 w-1/3" />
              <Skeleton className="h-3 w-1/2" />
            </div>
          ) : (
            <ErrorState
              title={t('account.notLoaded')}
              text={problemText(error).text}
              note={problemText(error).requestId ?? undefined}
              onRetry={() => void refetch()}
            />
          )}
        </section>
      )}
    </div>
  );
}

function Account({ account }: { account: ResponseOf<'account'> }) {
  const { t } = useTranslation('session');
  return (
    <>
      <section aria-label={t('account.title')} className={section}>
        <p className="text-l font-semibold wrap-anywhere">
          <Text>{account.name}</Text>
        </p>
        <p className="wrap-anywhere text-muted">
          <Text>{account.email}</Text>
        </p>
        <p className="mt-3">
          <span className="font-medium">{t(`roles.${account.role}.title`)}.</span>{' '}
          <span className="text-muted">{t(`roles.${account.role}.text`)}</span>
        </p>
      </section>
      <section aria-labelledby="password" className={section}>
        <h2 id="password" className="mb-4 text-l font-semibold">
          {t('account.password')}
        </h2>
        {account.hasPassword ? (
          <PasswordForm email={account.email} />
        ) : (
          <Notice tone="neutral">{t('account.passwordExternal')}</Notice>
        )}
      </section>
      <OwnSessions sessions={account.sessions} />
    </>
  );
}
