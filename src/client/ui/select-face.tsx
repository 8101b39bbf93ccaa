import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { buttonClass } from './button-class.ts';
import { Icon } from './icon.tsx';

/** What the button of a Select looks like, before and after its list has come. */
export function SelectFace({ children }: { children: ReactNode }) {
  return (
    <>
      <span className="min-w-0 truncate">{children}</span>
      <Icon name="chevronDown" className="ml-auto" />
    </>
  );
}

/** Of what holds that button: as wide as it says, and less where there is no room. */
export const selectBox = 'min-w-0';

export function selectClass(isSet: boolean): string {
  return buttonClass(
    'secondary',
    'm',
    classes('w-full max-w-60', isSet && 'border-accent/40! bg-accent-soft! text-accent!'),
  );
}
