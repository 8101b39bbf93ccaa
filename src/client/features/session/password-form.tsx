import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasswordChange } from '#contract/person.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import type { BodyOf } from '#contract/endpoints.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { accountQuery } from './queries.ts';

type Faults = { password?: string; newPassword?: string };

/** Changes one's own password. The rules stand there before anything is written. */
export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation('session');
  const client = useQueryClient();
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Faults>({});
  const changing = useMutation({
    mutationFn: (body: BodyOf<'changePassword'>) => call('changePassword', { body }),
    onSuccess: async () => {
      toast(t('account.changed'), 'success');
      form.current?.reset();
      await client.invalidateQueries(accountQuery());
    },
    onError: () => form.current?.querySelector<HTMLInputElement>('[name="password"]')?.focus(),
  });
  const isWrongPassword = changing.error instanceof Problem && changing.error.code === 'wrong_credentials';

  function send(from: HTMLFormElement): void {
    if (changing.isPending) return;
    const data = new FormData(from);
    const body = { password: textOf(data.get('password')), newPassword: textOf(data.get('newPassword')) };
    const faults: Faults = {};
    if (body.password === '') faults.password = t('required');
    if (!PasswordChange.shape.newPassword.safeParse(body.newPassword).success) faults.newPassword = t('passwordShort');
    else if (body.newPassword === body.password) faults.newPassword = t('account.nextSame');
    setWrong(faults);
    const [first] = Object.keys(faults);
    if (first === undefined) changing.mutate(body);
    else from.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
  }

  return (
    <form
      ref={form}
      noValidate
      className="flex max-w-90 flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        send(event.currentTarget);
      }}
    >
      {/* For password managers: whose password it is. */}
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field
        name="password"
        type="password"
        autoComplete="current-password"
        label={t('account.current')}
        fault={wrong.password ?? (isWrongPassword ? t('account.currentWrong') : undefined)}
      />
      <Field
        name="newPassword"
        type="password"
        autoComplete="new-password"
        label={t('account.next')}
        hint={t('passwordHint')}
        fault={wrong.newPassword}
      />
      <Refusal text={changing.error === null || isWrongPassword ? null : problemText(changing.error).text} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary" isPending={changing.isPending}>
          {t('account.change')}
        </Button>
        <p className="min-w-0 flex-1 basis-40 text-s text-pretty text-muted">{t('account.changeEnds')}</p>
      </div>
    </form>
  );
}

function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}
