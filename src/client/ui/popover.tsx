import type { ReactNode } from 'react';
import { Popover as AriaPopover } from 'react-aria-components/Popover';

const popoverClass =
  'max-w-[calc(100vw-2rem)] animate-appear overflow-auto rounded-control border border-line bg-surface shadow-float outline-none';

export const optionClass =
  'flex min-h-8 cursor-pointer items-center gap-2 rounded-mark px-2 py-1 outline-none data-focused:bg-neutral-soft data-disabled:cursor-default data-disabled:text-muted';

/** What floats beside its trigger. */
export function Popover({ children, className = '' }: { children: ReactNode; className?: string }) {
  return (
    <AriaPopover offset={4} className={`${popoverClass} ${className}`}>
      {children}
    </AriaPopover>
  );
}
