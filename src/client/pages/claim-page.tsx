import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '#client/api/call.ts';
import { AuthCard } from '#client/features/session/auth-card.tsx';
import { AuthForm } from '#client/features/session/auth-form.tsx';
import { sessionQuery } from '#client/features/session/queries.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';

/** The token stands behind `#`, so that it reaches no log on the way. */
function tokenIn(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('t') ?? '';
}

export function ClaimPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [token] = useState(() => tokenIn(location.hash));
  usePageTitle(t('claim.title'));
  useEffect(() => {
    // It is used once; it should not stay in the history.
    history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
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
              hint: t('claim.passwordHint'),
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
