import { useId, useState } from 'react';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from './button.tsx';
import { useWords } from './words.ts';

type FieldProps = {
  name: string;
  label: string;
  type: 'text' | 'email' | 'password' | 'date';
  autoComplete?: string;
  hint?: string | undefined;
  /** What is wrong with what was written. */
  fault?: string | undefined;
  isFirst?: boolean;
  defaultValue?: string | undefined;
  placeholder?: string | undefined;
  /** What may be meant: offered while one writes, and anything else may be written. */
  offers?: readonly string[];
  /** Told that something else is written now. */
  onChange?: (value: string) => void;
};

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** A line to write in, with its label, its hint and what is wrong with it. What is secret can be looked at. */
export function Field({
  name,
  label,
  type,
  autoComplete,
  hint,
  fault,
  isFirst = false,
  defaultValue,
  placeholder,
  offers,
  onChange,
}: FieldProps) {
  const id = useId();
  const words = useWords();
  const [isShown, setIsShown] = useState(false);
  const noteId = `${id}-note`;
  const note = fault ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-s text-muted">
        {label}
      </label>
      <div className="relative">
        <input
          id={id}
          name={name}
          type={isShown ? 'text' : type}
          autoComplete={autoComplete}
          defaultValue={defaultValue}
          placeholder={placeholder}
          onChange={onChange === undefined ? undefined : (event) => onChange(event.currentTarget.value)}
          list={offers === undefined ? undefined : `${id}-offers`}
          // The only thing to do on such a page is to fill it in.
          ref={isFirst ? focusOnce : undefined}
          aria-invalid={fault !== undefined}
          aria-describedby={note === undefined ? undefined : noteId}
          className={classes(
            'h-9 w-full min-w-0 rounded-control border bg-surface px-3 focus-visible:outline-offset-0',
            type === 'password' && 'pr-10',
            fault === undefined ? 'border-line-strong' : 'border-failure',
          )}
        />
        {type === 'password' && (
          <IconButton
            size="s"
            icon={isShown ? 'eyeOff' : 'eye'}
            label={isShown ? words.hidePassword : words.showPassword}
            className="absolute top-1 right-1"
            onPress={() => setIsShown(!isShown)}
          />
        )}
      </div>
      {offers !== undefined && (
        <datalist id={`${id}-offers`}>
          {offers.map((offer) => (
            <option key={offer}>{offer}</option>
          ))}
        </datalist>
      )}
      {note !== undefined && (
        <p
          id={noteId}
          className={classes('mt-1 text-s text-pretty', fault === undefined ? 'text-muted' : 'text-failure')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
