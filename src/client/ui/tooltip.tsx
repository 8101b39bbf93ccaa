import type { ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components/Tooltip';

/** A hint over a button (or another React Aria control). Not for what must be read: touch screens have no hover. */
export function Tooltip({ text, children }: { text: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip
        offset={6}
        className="max-w-80 animate-fade rounded-mark bg-text px-2 py-1 text-s break-words text-surface shadow-float"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
