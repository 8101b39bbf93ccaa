import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '#client/api/call.ts';
import { AuthCard } from '#client/features/session/auth-card.tsx';
import { AuthForm } from '#client/features/session/auth-form.tsx';
import { sessionQuery } from '#client/features/session/queries.ts';
import { useTokenInHash } from '#client/features/session/token-in-hash.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';

export function ClaimPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const navigate = useNavigate();
  const token = useTokenInHash();
  usePageTitle(t('claim.title'));
  return (
    <AuthCard title={t('claim.title')} text={token === '' ? t('claim.noToken') : t('claim.text')}>
      {token !== '' && (
        <AuthForm
          fields={[
            { name: 'name', label: t('claim.name'), type: 'text', autoComplete: 'name' },
            { name: 'email', label: t('claim.email'), type: 'email', autoComplete: 'username' },
            {
              name: 'password',
              label: t('claim.password'),
              type: 'password',
              autoComplete: 'new-password',
              hint: t('passwordHint'),
              atLeast: 12,
            },
          ]}
          submit={t('claim.submit')}
          onSubmit={async ({ name = '', email = '', password = '' }) => {
            const session = await call('claim', { body: { token, name, email, password } });
            client.setQueryData(sessionQuery().queryKey, session);
            await navigate(paths.home(), { replace: true });
          }}
        />
      )}
    </AuthCard>
  );
}
