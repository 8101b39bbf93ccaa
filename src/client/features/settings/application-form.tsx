import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApplicationCredentials } from '#contract/application.ts';
import { NewApplication } from '#contract/application.ts';
import { scopes } from '#contract/session.ts';
import type { Scope } from '#contract/session.ts';
import { call } from '#client/api/call.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { ScopeFields } from './scope-fields.tsx';

type Wrong = { title?: boolean; user?: boolean; scopes?: boolean };

/** Makes an application. What comes back is shown once, so it is handed on and kept nowhere. */
export function ApplicationForm({
  onMade,
  onClose,
}: {
  onMade: (credentials: ApplicationCredentials) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation('settings');
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<readonly Scope[]>(['bizproc']);
  const [wrong, setWrong] = useState<Wrong>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  async function send(form: HTMLFormElement): Promise<void> {
    if (isSending) return;
    const data = new FormData(form);
    const text = (name: string) => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const body = { title: text('title'), user: text('user'), scopes: scopes.filter((one) => chosen.includes(one)) };
    const faults: Wrong = {};
    for (const key of ['title', 'user', 'scopes'] as const) {
      if (!NewApplication.shape[key].safeParse(body[key]).success) faults[key] = true;
    }
    setWrong(faults);
    setRefusal(null);
    const [first] = Object.keys(faults);
    if (first !== undefined) {
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setIsSending(true);
    try {
      onMade(await call('addApplication', { body }));
    } catch (error) {
      setRefusal(problemText(error).text);
      setIsSending(false);
    }
  }

  return (
    <FormDialog title={t('applications.make')} onClose={onClose}>
      <Form onSend={(form) => void send(form)}>
        <Field
          name="title"
          type="text"
          isFirst
          autoComplete="off"
          label={t('applications.form.title')}
          hint={t('applications.form.titleHint')}
          fault={wrong.title === true ? t('applications.form.titleWrong') : undefined}
        />
        <Field
          name="user"
          type="text"
          autoComplete="off"
          label={t('applications.form.user')}
          hint={t('applications.form.userHint')}
          fault={wrong.user === true ? t('applications.form.userWrong') : undefined}
        />
        <ScopeFields
          legend={t('applications.form.scopes')}
          chosen={chosen}
          onChange={setChosen}
          fault={wrong.scopes === true ? t('applications.form.scopesWrong') : undefined}
        />
        <Refusal text={refusal} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" isPending={isSending}>
            {t('applications.form.submit')}
          </Button>
        </div>
      </Form>
    </FormDialog>
  );
}
