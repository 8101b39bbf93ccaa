import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BodyOf, ResponseOf } from '#contract/endpoints.ts';
import { NewKey } from '#contract/key.ts';
import { scopes } from '#contract/session.ts';
import type { Scope } from '#contract/session.ts';
import { call } from '#client/api/call.ts';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import { ScopeFields } from '#client/features/settings/scope-fields.tsx';
import { endOfKey, keyLives } from './key-life.ts';
import type { KeyLife } from './key-life.ts';

type Wrong = { title?: true; user?: true; scopes?: true; day?: true };
type KeyFormProps = { onMade: (title: string, secret: ResponseOf<'addKey'>) => void; onClose: () => void };

/** Makes a key. Its secret comes back this once, so it is handed on and kept nowhere. */
export function KeyForm({ onMade, onClose }: KeyFormProps) {
  const { t } = useTranslation(['access', 'settings']);
  const { zone } = useFormat();
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<readonly Scope[]>([]);
  const [life, setLife] = useState<KeyLife>('d365');
  const [wrong, setWrong] = useState<Wrong>({});
  const making = useMutation({ mutationFn: (body: BodyOf<'addKey'>) => call('addKey', { body }) });

  function send(form: HTMLFormElement): void {
    if (making.isPending) return;
    const expiresAt = endOfKey(life, textOf(form, 'day'), { zone, now: Date.now() });
    const body = {
      title: textOf(form, 'title'),
      user: textOf(form, 'user'),
      scopes: scopes.filter((one) => chosen.includes(one)),
    };
    const faults: Wrong = {};
    for (const key of ['title', 'user', 'scopes'] as const) {
      if (!NewKey.shape[key].safeParse(body[key]).success) faults[key] = true;
    }
    if (expiresAt === undefined) faults.day = true;
    setWrong(faults);
    if (focusFirst(form, faults) || expiresAt === undefined) return;
    making.mutate({ ...body, expiresAt }, { onSuccess: (secret) => onMade(body.title, secret) });
  }

  return (
    <FormDialog title={t('keys.make')} onClose={onClose}>
      <Form onSend={send}>
        <Field
          name="title"
          type="text"
          isFirst
          autoComplete="off"
          label={t('keys.form.title')}
          hint={t('keys.form.titleHint')}
          fault={wrong.title && t('keys.form.titleWrong')}
        />
        <Field
          name="user"
          type="text"
          autoComplete="off"
          defaultValue="1"
          label={t('keys.form.user')}
          hint={t('keys.form.userHint')}
          fault={wrong.user && t('keys.form.userWrong')}
        />
        <ScopeFields
          legend={t('keys.form.scopes')}
          chosen={chosen}
          onChange={setChosen}
          fault={wrong.scopes && t('keys.form.scopesWrong')}
        />
        <SelectField
          label={t('keys.form.life')}
          options={keyLives.map((key) => ({ key, title: t(`keys.form.lives.${key}`) }))}
          chosen={life}
          onChoose={setLife}
          hint={t('keys.form.lifeHint')}
        />
        {life === 'day' && (
          <Field name="day" type="date" label={t('keys.form.day')} fault={wrong.day && t('keys.form.dayWrong')} />
        )}
        <Refusal text={making.error === null ? null : problemText(making.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('settings:cancel')}</Button>
          <Button type="submit" variant="primary" isPending={making.isPending}>
            {t('keys.form.submit')}
          </Button>
        </div>
      </Form>
    </FormDialog>
  );
}
