import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { toneSoft } from './tone.ts';
import type { Tone } from './tone.ts';

/** A word on a soft ground. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex min-h-6 shrink-0 items-center gap-1.5 rounded-mark px-2 text-s font-semibold whitespace-nowrap',
        toneSoft[tone],
      )}
    >
      {children}
    </span>
  );
}

/** A number in a pill. `label` says what is counted to those who do not see where it stands. */
export function Count({ tone = 'neutral', children, label }: { tone?: Tone; children: ReactNode; label?: string }) {
  return (
    <span
      className={classes(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-full px-1.5 text-xs font-semibold',
        toneSoft[tone],
      )}
    >
      <span aria-hidden={label !== undefined}>{children}</span>
      {label !== undefined && <span className="sr-only">{label}</span>}
    </span>
  );
}
