import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalInSettings } from '#contract/launch.ts';
import { Invitation } from '#contract/person.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import type { BodyOf, ResponseOf } from '#contract/endpoints.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { isOfPortals, RoleAndPortalsFields } from './role-and-portals.tsx';
import type { RoleAndPortals } from './role-and-portals.tsx';

type InviteDialogProps = {
  portals: readonly PortalInSettings[];
  onMade: (name: string, link: ResponseOf<'invitePerson'>) => void;
  onClose: () => void;
};

/** Makes an account whose owner sets the password himself. The link that comes back is shown once, so it is handed on. */
export function InviteDialog({ portals, onMade, onClose }: InviteDialogProps) {
  const { t } = useTranslation(['access', 'settings']);
  const problemText = useProblemText();
  const [rights, setRights] = useState<RoleAndPortals>({
    role: 'manager',
    // Where there is one portal it is meant.
    portals: portals.length === 1 ? portals.map((one) => one.portal) : [],
  });
  const [wrong, setWrong] = useState<{ name?: true; email?: true }>({});
  const inviting = useMutation({
    mutationFn: (body: BodyOf<'invitePerson'>) => call('invitePerson', { body }),
  });

  function send(form: HTMLFormElement): void {
    if (inviting.isPending) return;
    const body = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      role: rights.role,
      portals: isOfPortals(rights.role) ? [...rights.portals] : [],
    };
    const faults: typeof wrong = {};
    for (const key of ['name', 'email'] as const) {
      if (!Invitation.shape[key].safeParse(body[key]).success) faults[key] = true;
    }
    setWrong(faults);
    if (focusFirst(form, faults)) return;
    inviting.mutate(body, { onSuccess: (link) => onMade(body.name, link) });
  }

  const isTaken = inviting.error instanceof Problem && inviting.error.code === 'conflict';
  return (
    <FormDialog title={t('people.form.title')} onClose={onClose}>
      <Form onSend={send}>
        <Field
          name="name"
          type="text"
          isFirst
          autoComplete="off"
          label={t('people.form.name')}
          fault={wrong.name && t('people.form.nameWrong')}
        />
        <Field
          name="email"
          type="email"
          autoComplete="off"
          label={t('people.form.email')}
          hint={t('people.form.emailHint')}
          fault={(wrong.email && t('people.form.emailWrong')) ?? (isTaken ? t('people.form.emailTaken') : undefined)}
        />
        <RoleAndPortalsFields value={rights} onChange={setRights} portals={portals} />
        <Refusal text={inviting.error === null || isTaken ? null : problemText(inviting.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('settings:cancel')}</Button>
          <Button type="submit" variant="primary" isPending={inviting.isPending}>
            {t('people.form.submit')}
          </Button>
        </div>
      </Form>
    </FormDialog>
  );
}
