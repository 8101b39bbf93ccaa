import { useEffect, useId, useRef } from 'react';
import { classes } from '#client/lib/classes.ts';

type TextAreaFieldProps = {
  name: string;
  label: string;
  rows: number;
  value: string;
  onChange: (text: string) => void;
  hint?: string | undefined;
  fault?: string | undefined;
  placeholder?: string;
  maxLength?: number;
  /** For keys, names of fields, bodies: every letter of one width. */
  isCode?: boolean;
  /** It has the focus when it comes. */
  isFirst?: boolean;
};

/** Lines to write in, with their label, their hint and what is wrong with them. */
export function TextAreaField({
  name,
  label,
  rows,
  value,
  onChange,
  hint,
  fault,
  placeholder,
  maxLength,
  isCode = false,
  isFirst = false,
}: TextAreaFieldProps) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!isFirst) return undefined;
    // A window that opens takes the focus for itself first.
    const frame = requestAnimationFrame(() => area.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isFirst]);
  const note = fault ?? hint;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-s text-muted">
        {label}
      </label>
      <textarea
        id={id}
        ref={area}
        name={name}
        rows={rows}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        autoComplete="off"
        spellCheck={!isCode}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={fault !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={classes(
          'block w-full resize-y rounded-control border bg-surface px-3 py-2 focus-visible:outline-offset-0',
          isCode && 'font-mono text-xs/5 [font-variant-ligatures:none]',
          fault === undefined ? 'border-line-strong' : 'border-failure',
        )}
      />
      {note !== undefined && (
        <p
          id={`${id}-note`}
          className={classes('mt-1 text-s text-pretty', fault === undefined ? 'text-muted' : 'text-failure')}
        >
          {note}
        </p>
      )}
    </div>
  );
}
