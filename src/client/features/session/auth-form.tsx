import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Refusal } from '#client/ui/notice.tsx';

export type AuthField = {
  name: string;
  label: string;
  type: 'text' | 'email' | 'password';
  autoComplete: string;
  hint?: string;
  atLeast?: number;
};
type Values = Readonly<Record<string, string>>;
type AuthFormProps = { fields: readonly AuthField[]; submit: string; onSubmit: (values: Values) => Promise<void> };

/** Fields, one button, and what is wrong: beside a field when it is the field's, above the button when the server refused. */
export function AuthForm({ fields, submit, onSubmit }: AuthFormProps) {
  const { t } = useTranslation('session');
  const problemText = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const [wrong, setWrong] = useState<Values>({});
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);

  function faultOf(field: AuthField, value: string): string | null {
    if (value === '') return t('required');
    if (field.type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return t('emailInvalid');
    if (field.atLeast !== undefined && value.length < field.atLeast) return t('passwordShort');
    return null;
  }

  async function send(): Promise<void> {
    if (form.current === null || isSending) return;
    const data = new FormData(form.current);
    const values: Record<string, string> = {};
    const faults: Record<string, string> = {};
    for (const field of fields) {
      const sent = data.get(field.name);
      const raw = typeof sent === 'string' ? sent : '';
      const value = field.type === 'password' ? raw : raw.trim();
      values[field.name] = value;
      const fault = faultOf(field, value);
      if (fault !== null) faults[field.name] = fault;
    }
    setWrong(faults);
    setRefusal(null);
    const [first] = Object.keys(faults);
    if (first !== undefined) {
      form.current.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setIsSending(true);
    try {
      await onSubmit(values);
    } catch (error) {
      setRefusal(problemText(error).text);
    } finally {
      setIsSending(false);
    }
  }

  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {fields.map((field, index) => (
        <Field key={field.name} {...field} isFirst={index === 0} fault={wrong[field.name]} />
      ))}
      <Refusal text={refusal} />
      <Button type="submit" variant="primary" isPending={isSending}>
        {submit}
      </Button>
    </form>
  );
}
