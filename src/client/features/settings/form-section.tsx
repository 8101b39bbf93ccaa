import { useId } from 'react';
import type { ReactNode } from 'react';

/** A part of a page of settings that is saved by itself. */
export function FormSection({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-section border border-line bg-surface p-4 medium:p-5">
      <h2 id={id} className="mb-4 text-l font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
