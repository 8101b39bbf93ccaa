import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connection, NewConnection } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';
import { focusFirst, textOf } from '#client/lib/form-values.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import { authServerOf, authServers } from './auth-servers.ts';
import type { AuthServer } from './auth-servers.ts';
import { originOf } from './origin-of.ts';
import { mostSupportUsers, readSupportUsers } from './support-users.ts';

type Bitrix24 = Extract<Connection, { kind: 'bitrix24' }>;
type NewBitrix24 = Extract<NewConnection, { kind: 'bitrix24' }>;
type Wrong = {
  memberId?: true;
  authServer?: true;
  applicationCode?: true;
  applicationToken?: true;
  supportUsers?: string;
};

type Bitrix24FormProps = {
  /** What is saved; null: the portal is another kind until now. */
  connection: Bitrix24 | null;
  error: Error | null;
  onSave: (connection: NewBitrix24) => void;
  submit: ReactNode;
};

/** By what a launch of a Bitrix24 portal is verified. The token is written, and never read again. */
export function Bitrix24Form({ connection, error, onSave, submit }: Bitrix24FormProps) {
  const { t } = useTranslation('access');
  const [server, setServer] = useState<AuthServer>(authServerOf(connection?.authServer ?? authServers.tech));
  const [dropsToken, setDropsToken] = useState(false);
  const [allowPrivate, setAllowPrivate] = useState(connection?.allowPrivate ?? false);
  const [people, setPeople] = useState((connection?.supportUsers ?? []).join('\n'));
  const [wrong, setWrong] = useState<Wrong>({});
  const [memberId, setMemberId] = useState(connection?.memberId ?? '');
  const [hasNewToken, setHasNewToken] = useState(false);
  const hasToken = connection?.hasApplicationToken === true;
  // The server keeps no token of one portal for another.
  const losesToken = hasToken && !hasNewToken && !dropsToken && memberId.trim() !== connection.memberId;
  const isTaken = error instanceof Problem && error.code === 'conflict';

  function send(form: HTMLFormElement): void {
    const memberId = textOf(form, 'memberId');
    const applicationCode = textOf(form, 'applicationCode');
    const token = textOf(form, 'applicationToken');
    const authServer = server === 'other' ? originOf(textOf(form, 'authServer')) : authServers[server];
    const { users, wrong: strange } = readSupportUsers(people);
    const faults: Wrong = {};
    if (!/^[A-Za-z0-9]{8,64}$/.test(memberId)) faults.memberId = true;
    if (authServer === null) faults.authServer = true;
    if (applicationCode === '' || applicationCode.length > 200) faults.applicationCode = true;
    if (token !== '' && (token.length < 8 || token.length > 200)) faults.applicationToken = true;
    if (strange.length > 0)
      faults.supportUsers = t('portals.bitrix24.supportUsersWrong', { names: strange.join(', ') });
    else if (users.length > mostSupportUsers) faults.supportUsers = t('portals.bitrix24.supportUsersMany');
    setWrong(faults);
    if (focusFirst(form, faults) || authServer === null) return;
    const applicationToken = token === '' ? (dropsToken ? null : undefined) : token;
    onSave({
      kind: 'bitrix24',
      memberId,
      authServer,
      applicationCode,
      ...(applicationToken === undefined ? {} : { applicationToken }),
      allowPrivate,
      supportUsers: users,
    });
  }

  return (
    <Form onSend={send}>
      <div className="grid items-start gap-4 medium:grid-cols-2">
        <Field
          name="memberId"
          type="text"
          autoComplete="off"
          defaultValue={connection?.memberId}
          onChange={setMemberId}
          label={t('portals.bitrix24.memberId')}
          hint={t('portals.bitrix24.memberIdHint')}
          fault={
            (wrong.memberId && t('portals.bitrix24.memberIdWrong')) ??
            (isTaken ? t('portals.bitrix24.memberIdTaken') : undefined)
          }
        />
        <Field
          name="applicationCode"
          type="text"
          autoComplete="off"
          defaultValue={connection?.applicationCode}
          label={t('portals.bitrix24.applicationCode')}
          hint={t('portals.bitrix24.applicationCodeHint')}
          fault={wrong.applicationCode && t('portals.bitrix24.applicationCodeWrong')}
        />
      </div>
      <RadioFields
        legend={t('portals.bitrix24.authServer')}
        items={[
          { key: 'tech', title: new URL(authServers.tech).host, hint: t('portals.bitrix24.authServers.tech') },
          { key: 'info', title: new URL(authServers.info).host, hint: t('portals.bitrix24.authServers.info') },
          {
            key: 'other',
            title: t('portals.bitrix24.authServers.other'),
            hint: t('portals.bitrix24.authServers.otherText'),
          },
        ]}
        chosen={server}
        onChoose={setServer}
      />
      {server === 'other' && (
        <Field
          name="authServer"
          type="text"
          autoComplete="off"
          placeholder="https://"
          defaultValue={
            connection !== null && authServerOf(connection.authServer) === 'other' ? connection.authServer : ''
          }
          label={t('portals.bitrix24.otherServer')}
          fault={wrong.authServer && t('portals.bitrix24.otherServerWrong')}
        />
      )}
      <Field
        name="applicationToken"
        type="password"
        autoComplete="off"
        label={t('portals.bitrix24.token')}
        hint={t(hasToken ? 'portals.bitrix24.tokenHas' : 'portals.bitrix24.tokenHint')}
        onChange={(value) => setHasNewToken(value.trim() !== '')}
        fault={wrong.applicationToken && t('portals.bitrix24.tokenWrong')}
      />
      <div role="status" className="empty:hidden">
        {losesToken && <Notice tone="warning">{t('portals.bitrix24.tokenLost')}</Notice>}
      </div>
      {hasToken && (
        <CheckField
          name="dropsToken"
          value="1"
          label={t('portals.bitrix24.tokenDrop')}
          hint={t('portals.bitrix24.tokenDropText')}
          isChecked={dropsToken}
          onToggle={setDropsToken}
        />
      )}
      <TextAreaField
        name="supportUsers"
        rows={2}
        isCode
        value={people}
        onChange={setPeople}
        label={t('portals.bitrix24.supportUsers')}
        hint={t('portals.bitrix24.supportUsersHint')}
        fault={wrong.supportUsers}
      />
      <CheckField
        name="allowPrivate"
        value="1"
        label={t('portals.bitrix24.private')}
        hint={t('portals.bitrix24.privateText')}
        isChecked={allowPrivate}
        onToggle={setAllowPrivate}
      />
      {submit}
    </Form>
  );
}
