import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { toneSoft } from './tone.ts';
import type { Tone } from './tone.ts';

const icons: Readonly<Partial<Record<Tone, IconName>>> = { failure: 'failure', warning: 'alert', success: 'success' };

/** A sentence that one should not miss, on a ground of its own. */
export function Notice({ tone, children, className }: { tone: Tone; children: ReactNode; className?: string }) {
  return (
    <div className={classes('flex gap-2 rounded-control px-3 py-2 text-s', toneSoft[tone], className)}>
      <Icon name={icons[tone] ?? 'info'} className="mt-0.5" />
      <div className="min-w-0 text-pretty">{children}</div>
    </div>
  );
}

/**
 * Why the server did not do it. It is there before it has something to say, so that it is read out when it does; until
 * then it takes no room.
 */
export function Refusal({ text, className }: { text: string | null; className?: string }) {
  return (
    <div role="alert" className="empty:absolute">
      {text !== null && (
        <Notice tone="failure" className={className ?? ''}>
          {text}
        </Notice>
      )}
    </div>
  );
}
