import { useId } from 'react';

type CheckFieldProps = {
  name: string;
  value: string;
  label: string;
  hint?: string;
  isChecked?: boolean;
  onToggle?: (isChecked: boolean) => void;
};

/** A choice that may be taken, with what it means below. */
export function CheckField({ name, value, label, hint, isChecked = false, onToggle }: CheckFieldProps) {
  const id = useId();
  return (
    <div className="flex gap-2.5">
      <input
        id={id}
        type="checkbox"
        name={name}
        value={value}
        checked={isChecked}
        onChange={(event) => onToggle?.(event.target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}-hint`} className="text-s text-pretty text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
