import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalInSettings } from '#contract/launch.ts';
import type { AccountInList } from '#contract/person.ts';
import { AccountChange } from '#contract/person.ts';
import { call } from '#client/api/call.ts';
import type { BodyOf } from '#contract/endpoints.ts';
import { FormDialog } from '#client/features/settings/unsaved.tsx';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Notice, Refusal } from '#client/ui/notice.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { accountLook } from './account-look.ts';
import { PersonActions } from './person-actions.tsx';
import { RoleAndPortalsFields } from './role-and-portals.tsx';
import type { RoleAndPortals } from './role-and-portals.tsx';

type PersonDialogProps = {
  person: AccountInList;
  isSelf: boolean;
  isLast: boolean;
  portals: readonly PortalInSettings[];
  onLink: () => void;
  onRemove: () => void;
  onSaved: (now: AccountInList) => void;
  onClose: () => void;
};

/** One account: what may be changed of it, and what may be done with it. */
export function PersonDialog({
  person,
  isSelf,
  isLast,
  portals,
  onLink,
  onRemove,
  onSaved,
  onClose,
}: PersonDialogProps) {
  const { t } = useTranslation(['access', 'settings']);
  const problemText = useProblemText();
  const [rights, setRights] = useState<RoleAndPortals>({ role: person.role, portals: person.portals });
  const [wrong, setWrong] = useState<{ name?: true }>({});
  const saving = useMutation({
    mutationFn: (body: BodyOf<'changePerson'>) => call('changePerson', { params: { person: person.person }, body }),
    onSuccess: (now) => {
      toast(t('people.form.saved'), 'success');
      onSaved(now);
    },
  });
  const isSame = rights.role === person.role && rights.portals.join() === person.portals.join();
  const look = accountLook[person.state];

  function send(form: HTMLFormElement): void {
    if (saving.isPending) return;
    const name = textOf(form, 'name');
    const faults: typeof wrong = AccountChange.safeParse({ name }).success ? {} : { name: true };
    setWrong(faults);
    if (focusFirst(form, faults)) return;
    saving.mutate({ name, ...(isSame ? {} : { role: rights.role, portals: [...rights.portals] }) });
  }

  return (
    <FormDialog title={person.name} onClose={onClose}>
      <p className="-mt-1 text-s wrap-anywhere text-muted">
        <Text>{person.email}</Text>
      </p>
      <p className="mt-1 mb-4 flex flex-wrap items-center gap-x-3 text-s text-muted">
        <StatusMark tone={look.tone} icon={look.icon}>
          {t(`people.states.${person.state}`)}
        </StatusMark>
        <span>
          {t('people.person.created')} <Time at={person.createdAt} form="day" />
        </span>
        <span>
          {person.signedInAt === null ? (
            t('people.neverIn')
          ) : (
            <>
              {t('people.person.lastIn')} <Time at={person.signedInAt} />
            </>
          )}
        </span>
      </p>
      <Form onSend={send}>
        <Field
          name="name"
          type="text"
          autoComplete="off"
          label={t('people.form.name')}
          defaultValue={person.name}
          fault={wrong.name && t('people.form.nameWrong')}
        />
        <RoleAndPortalsFields
          value={rights}
          onChange={setRights}
          portals={portals}
          roleReason={isLast ? t('people.person.last') : null}
        />
        <Refusal text={saving.error === null ? null : problemText(saving.error).text} />
        <div role="status" className="empty:absolute">
          {!isSame && <Notice tone="warning">{t(isSelf ? 'people.form.signsSelfOut' : 'people.form.signsOut')}</Notice>}
        </div>
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button onPress={onClose}>{t('settings:cancel')}</Button>
          <Button type="submit" variant="primary" isPending={saving.isPending}>
            {t('people.form.save')}
          </Button>
        </div>
      </Form>
      <PersonActions person={person} isSelf={isSelf} isLast={isLast} onLink={onLink} onRemove={onRemove} />
    </FormDialog>
  );
}
