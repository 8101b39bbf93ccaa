import { useId } from 'react';
import type { ReactNode } from 'react';

type RadioFieldsProps<K extends string> = {
  legend: string;
  items: readonly { key: K; title: ReactNode; hint?: ReactNode }[];
  chosen: K;
  onChoose: (key: K) => void;
  /** Why it cannot be chosen now: it stays to be seen. */
  disabledReason?: string | null;
};

/** One of a few, with what each means below it. */
export function RadioFields<K extends string>({
  legend,
  items,
  chosen,
  onChoose,
  disabledReason = null,
}: RadioFieldsProps<K>) {
  const id = useId();
  return (
    <fieldset aria-describedby={disabledReason === null ? undefined : `${id}-reason`} className="min-w-0">
      <legend className="mb-1.5 text-s text-muted">{legend}</legend>
      {disabledReason !== null && (
        <p id={`${id}-reason`} className="mb-2 text-s text-pretty text-warning">
          {disabledReason}
        </p>
      )}
      <div className="flex flex-col gap-2.5">
        {items.map((item) => (
          <div key={item.key} className="flex gap-2.5">
            <input
              id={`${id}-${item.key}`}
              type="radio"
              name={id}
              value={item.key}
              checked={item.key === chosen}
              disabled={disabledReason !== null}
              onChange={() => onChoose(item.key)}
              aria-describedby={item.hint === undefined ? undefined : `${id}-${item.key}-hint`}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <div className="min-w-0">
              <label htmlFor={`${id}-${item.key}`} className="font-medium">
                {item.title}
              </label>
              {item.hint !== undefined && (
                <p id={`${id}-${item.key}-hint`} className="text-s text-pretty text-muted">
                  {item.hint}
                </p>
              )}
            </div>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
