import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import { AuthCard } from '#client/features/session/auth-card.tsx';
import { AuthForm } from '#client/features/session/auth-form.tsx';
import { sessionQuery } from '#client/features/session/queries.ts';
import { useTokenInHash } from '#client/features/session/token-in-hash.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { buttonClass } from '#client/ui/button-class.ts';

/** Who was invited sets a password and is signed in by it. */
export function InvitationPage() {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const navigate = useNavigate();
  const token = useTokenInHash();
  const [isUsed, setIsUsed] = useState(false);
  usePageTitle(t('invitation.title'));
  if (isUsed) {
    return (
      <AuthCard title={t('invitation.usedTitle')} text={t('invitation.used')}>
        <div role="alert">
          <p className="mb-4 text-pretty">{t('invitation.usedTodo')}</p>
        </div>
        <Link to={paths.signIn()} className={buttonClass('primary', 'm', 'w-full')}>
          {t('invitation.signIn')}
        </Link>
      </AuthCard>
    );
  }
  return (
    <AuthCard title={t('invitation.title')} text={t(token === '' ? 'invitation.noToken' : 'invitation.text')}>
      {token !== '' && (
        <AuthForm
          fields={[
            {
              name: 'password',
              label: t('invitation.password'),
              type: 'password',
              autoComplete: 'new-password',
              hint: t('passwordHint'),
              atLeast: 12,
            },
          ]}
          submit={t('invitation.submit')}
          onSubmit={async ({ password = '' }) => {
            try {
              const session = await call('acceptInvitation', { body: { token, password } });
              // Somebody else may have been signed in here: nothing that he read stays.
              client.clear();
              client.setQueryData(sessionQuery().queryKey, session);
              await navigate(paths.home(), { replace: true });
            } catch (error) {
              if (!isSpent(error)) throw error;
              setIsUsed(true);
            }
          }}
        />
      )}
    </AuthCard>
  );
}

function isSpent(error: unknown): boolean {
  return error instanceof Problem && (error.code === 'claim_invalid' || error.code === 'not_found');
}
