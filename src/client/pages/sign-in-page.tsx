import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '#client/api/call.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { AuthCard } from '#client/features/session/auth-card.tsx';
import { AuthForm } from '#client/features/session/auth-form.tsx';
import { sessionQuery, signInWaysQuery } from '#client/features/session/queries.ts';
import { refusalOf } from '#client/features/session/refusal-of.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { safeReturn } from '#client/paths.ts';
import { LinkButton } from '#client/ui/link-button.tsx';
import { Notice } from '#client/ui/notice.tsx';

export function loader() {
  ahead(queryClient.query(signInWaysQuery()));
  return null;
}

export function SignInPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const to = safeReturn(search.get('to'));
  const refusal = refusalOf(search.get('problem'));
  const oidc = useQuery({ ...signInWaysQuery(), throwOnError: false }).data?.oidc ?? null;
  usePageTitle(t('signIn.title'));
  return (
    <AuthCard title={t('signIn.title')} text={search.has('to') ? t('signIn.ended') : t('signIn.text')}>
      {refusal !== null && (
        <Notice tone="failure" className="mb-4">
          {t(`signIn.refused.${refusal}`)}
        </Notice>
      )}
      <AuthForm
        fields={[
          { name: 'email', label: t('signIn.email'), type: 'email', autoComplete: 'username' },
          { name: 'password', label: t('signIn.password'), type: 'password', autoComplete: 'current-password' },
        ]}
        submit={t('signIn.submit')}
        onSubmit={async ({ email = '', password = '' }) => {
          const session = await call('signIn', { body: { email, password } });
          client.setQueryData(sessionQuery().queryKey, session);
          await navigate(to, { replace: true });
        }}
      />
      {oidc !== null && (
        <div className="mt-4 flex flex-col gap-4">
          <p className="flex items-center gap-3 text-s text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            {t('signIn.or')}
          </p>
          <LinkButton href={`${oidc.start}?${new URLSearchParams({ to }).toString()}`} className="w-full">
            {t('signIn.oidc', { title: oidc.title })}
          </LinkButton>
        </div>
      )}
    </AuthCard>
  );
}
