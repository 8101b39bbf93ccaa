import type { ReactNode } from 'react';

/** What a page of the settings is for, and the one thing that is done on it. */
export function PageHead({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="max-w-prose min-w-0 flex-1 basis-72">
        <h1 className="text-2xl font-semibold">{title}</h1>
        <p className="mt-0.5 text-s text-pretty text-muted">{text}</p>
      </div>
      {action}
    </div>
  );
}
