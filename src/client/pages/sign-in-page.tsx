import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '#client/api/call.ts';
import { AuthCard } from '#client/features/session/auth-card.tsx';
import { AuthForm } from '#client/features/session/auth-form.tsx';
import { sessionQuery } from '#client/features/session/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { safeReturn } from '#client/paths.ts';

export function SignInPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  usePageTitle(t('signIn.title'));
  return (
    <AuthCard title={t('signIn.title')} text={search.has('to') ? t('signIn.ended') : t('signIn.text')}>
      <AuthForm
        fields={[
          { name: 'email', label: t('signIn.email'), type: 'email', autoComplete: 'username' },
          { name: 'password', label: t('signIn.password'), type: 'password', autoComplete: 'current-password' },
        ]}
        submit={t('signIn.submit')}
        onSubmit={async ({ email = '', password = '' }) => {
          const session = await call('signIn', { body: { email, password } });
          client.setQueryData(sessionQuery().queryKey, session);
          await navigate(safeReturn(search.get('to')), { replace: true });
        }}
      />
    </AuthCard>
  );
}
