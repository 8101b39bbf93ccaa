import { useTranslation } from 'react-i18next';
import { maskKinds } from '#contract/masking.ts';
import { roles } from '#contract/session.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import type { MaskDraft } from './mask-draft.ts';

type MaskingFormProps = { draft: MaskDraft; fault: string | undefined; onChange: (draft: MaskDraft) => void };

/** From whom what is hidden. */
export function MaskingForm({ draft, fault, onChange }: MaskingFormProps) {
  const { t } = useTranslation('access');
  const toggled = <T extends string>(list: readonly T[], one: T, isOn: boolean, order: readonly T[]) =>
    order.filter((each) => (each === one ? isOn : list.includes(each)));
  return (
    <div className="flex flex-col gap-5">
      <div className="grid gap-5 medium:grid-cols-2">
        <fieldset className="flex min-w-0 flex-col gap-2.5">
          <legend className="mb-1.5 text-s text-muted">{t('masking.roles')}</legend>
          {roles.map((role) => (
            <CheckField
              key={role}
              name="roles"
              value={role}
              label={t(`roles.${role}.title`)}
              {...(role === 'auditor' ? { hint: t('masking.auditor') } : {})}
              isChecked={draft.roles.includes(role)}
              onToggle={(isOn) => onChange({ ...draft, roles: toggled(draft.roles, role, isOn, roles) })}
            />
          ))}
          {draft.roles.length === 0 && <Notice tone="warning">{t('masking.rolesNone')}</Notice>}
        </fieldset>
        <fieldset className="flex min-w-0 flex-col gap-2.5">
          <legend className="mb-1.5 text-s text-muted">{t('masking.kinds')}</legend>
          {maskKinds.map((kind) => (
            <CheckField
              key={kind}
              name="kinds"
              value={kind}
              label={t(`masking.kind.${kind}.title`)}
              hint={t(`masking.kind.${kind}.text`)}
              isChecked={draft.kinds.includes(kind)}
              onToggle={(isOn) => onChange({ ...draft, kinds: toggled(draft.kinds, kind, isOn, maskKinds) })}
            />
          ))}
        </fieldset>
      </div>
      <TextAreaField
        name="fields"
        rows={4}
        isCode
        value={draft.fields}
        onChange={(fields) => onChange({ ...draft, fields })}
        label={t('masking.fields')}
        hint={t('masking.fieldsHint')}
        fault={fault}
      />
      <p className="text-s text-pretty text-muted">{t('masking.secrets')}</p>
    </div>
  );
}
