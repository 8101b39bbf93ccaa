import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';

export type ValueLine = { key: string; label: ReactNode; value: string; copyLabel: string };

/** Values to take along, each whole and with a button of its own to copy it. */
export function ValueLines({ lines }: { lines: readonly ValueLine[] }) {
  return (
    <dl className="flex flex-col gap-3">
      {lines.map(({ key, label, value, copyLabel }) => (
        <div key={key}>
          <dt className="text-s text-muted">{label}</dt>
          <dd className="mt-0.5 flex flex-wrap items-start gap-1 rounded-control border border-line bg-sunken py-1 pr-1 pl-3">
            <code className="min-w-0 flex-1 py-1 font-mono text-xs/5 wrap-anywhere select-all [font-variant-ligatures:none]">
              {value}
            </code>
            <CopyButton isIconOnly text={value} label={copyLabel} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
