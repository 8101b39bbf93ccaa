import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { scopes } from '#contract/session.ts';
import type { Scope } from '#contract/session.ts';
import { CheckField } from '#client/ui/check-field.tsx';

type ScopeFieldsProps = {
  legend: string;
  chosen: readonly Scope[];
  onChange: (chosen: readonly Scope[]) => void;
  fault?: string | undefined;
};

/** What a key or an application may do, each right with what it means. */
export function ScopeFields({ legend, chosen, onChange, fault }: ScopeFieldsProps) {
  const { t } = useTranslation('settings');
  const id = useId();
  return (
    <fieldset aria-describedby={fault === undefined ? undefined : id} className="flex flex-col gap-3">
      <legend className="mb-2 text-s text-muted">{legend}</legend>
      {scopes.map((scope) => (
        <CheckField
          key={scope}
          name="scopes"
          value={scope}
          label={t(`scopes.${scope}.title`)}
          hint={t(`scopes.${scope}.text`)}
          isChecked={chosen.includes(scope)}
          onToggle={(isOn) => onChange(isOn ? [...chosen, scope] : chosen.filter((one) => one !== scope))}
        />
      ))}
      {fault !== undefined && (
        <p id={id} className="text-s text-failure">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
