import { useId } from 'react';
import { Select } from './select.tsx';
import type { Option } from './select.tsx';

type SelectFieldProps<K extends string> = {
  label: string;
  options: readonly { key: K; title: string }[];
  chosen: K;
  onChoose: (key: K) => void;
  hint?: string;
};

/** One of several in a form, with the label above it as other fields have. */
export function SelectField<K extends string>({ label, options, chosen, onChoose, hint }: SelectFieldProps<K>) {
  const id = useId();
  const titled = options.map<Option<K>>(({ key, title }) => ({ key, title, text: title }));
  return (
    <div role="group" aria-labelledby={`${id}-label`} aria-describedby={hint === undefined ? undefined : `${id}-hint`}>
      <p id={`${id}-label`} className="mb-1 text-s text-muted">
        {label}
      </p>
      <Select
        label={label}
        options={titled}
        shown={options.find((one) => one.key === chosen)?.title ?? ''}
        chosen={chosen}
        onChoose={onChoose}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 text-s text-pretty text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
