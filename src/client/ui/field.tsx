import { useId } from 'react';
import { classes } from '#client/lib/classes.ts';

type FieldProps = {
  name: string;
  label: string;
  type: 'text' | 'email' | 'password' | 'date';
  autoComplete?: string;
  hint?: string | undefined;
  /** What is wrong with what was written. */
  fault?: string | undefined;
  isFirst?: boolean;
};

function focusOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** A line to write in, with its label, its hint and what is wrong with it. */
export function Field({ name, label, type, autoComplete, hint, fault, isFirst = false }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = fault ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-s text-muted">
        {label}
      </label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        // The only thing to do on such a page is to fill it in.
        ref={isFirst ? focusOnce : undefined}
        aria-invalid={fault !== undefined}
        aria-describedby={note === undefined ? undefined : noteId}
        className={classes(
          'h-9 w-full rounded-control border bg-surface px-3 focus-visible:outline-offset-0',
          fault === undefined ? 'border-line-strong' : 'border-failure',
        )}
      />
      {note !== undefined && (
        <p id={noteId} className={classes('mt-1 text-s', fault === undefined ? 'text-muted' : 'text-failure')}>
          {note}
        </p>
      )}
    </div>
  );
}
