import { useTranslation } from 'react-i18next';
import type { PortalInSettings } from '#contract/launch.ts';
import { roles } from '#contract/session.ts';
import type { Role } from '#contract/session.ts';
import { CheckField } from '#client/ui/check-field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';

export type RoleAndPortals = { role: Role; portals: readonly string[] };

/** Whether a role reads journals of chosen portals; an administrator reads all, an auditor none. */
export function isOfPortals(role: Role): boolean {
  return role === 'manager' || role === 'support';
}

type RoleAndPortalsFieldsProps = {
  value: RoleAndPortals;
  onChange: (value: RoleAndPortals) => void;
  portals: readonly PortalInSettings[];
  /** Why the role cannot be changed. */
  roleReason?: string | null;
};

/** What somebody may do, in sentences, and of which portals. */
export function RoleAndPortalsFields({ value, onChange, portals, roleReason = null }: RoleAndPortalsFieldsProps) {
  const { t } = useTranslation('access');
  // A portal that the list does not know stays chosen until somebody takes it away.
  const unknown = value.portals.filter((id) => portals.every((one) => one.portal !== id));
  const offered = [
    ...portals.map((one) => ({ id: one.portal, title: one.title ?? one.portal })),
    ...unknown.map((id) => ({ id, title: id })),
  ];
  return (
    <>
      <RadioFields
        legend={t('people.form.role')}
        items={roles.map((role) => ({ key: role, title: t(`roles.${role}.title`), hint: t(`roles.${role}.text`) }))}
        chosen={value.role}
        onChoose={(role) => onChange({ ...value, role })}
        disabledReason={roleReason}
      />
      {!isOfPortals(value.role) ? (
        <p className="text-s text-muted">
          {t(value.role === 'administrator' ? 'people.form.portalsAll' : 'people.form.portalsAudit')}
        </p>
      ) : (
        <fieldset className="min-w-0">
          <legend className="mb-1.5 text-s text-muted">{t('people.form.portals')}</legend>
          {offered.length === 0 && <p className="text-s text-muted">{t('people.form.portalsNone')}</p>}
          <div className="-mx-1 flex max-h-52 flex-col gap-2 overflow-y-auto px-1 py-0.5">
            {offered.map(({ id, title }) => (
              <CheckField
                key={id}
                name="portals"
                value={id}
                label={title}
                {...(title === id ? {} : { hint: id })}
                isChecked={value.portals.includes(id)}
                onToggle={(isOn) =>
                  onChange({
                    ...value,
                    portals: isOn ? [...value.portals, id] : value.portals.filter((one) => one !== id),
                  })
                }
              />
            ))}
          </div>
          {value.portals.length === 0 && offered.length > 0 && (
            <Notice tone="neutral" className="mt-2">
              {t('people.form.portalsEmpty')}
            </Notice>
          )}
        </fieldset>
      )}
    </>
  );
}
