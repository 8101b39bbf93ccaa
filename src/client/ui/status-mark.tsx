import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { toneSoft, toneText } from './tone.ts';
import type { Tone } from './tone.ts';

type StatusMarkProps = { tone: Tone; icon: IconName; children: ReactNode; isSoft?: boolean; isTurning?: boolean };

/** A state: picture, word and tone together, always. `isSoft`: on a ground of its own, for headers. */
export function StatusMark({ tone, icon, children, isSoft = false, isTurning = false }: StatusMarkProps) {
  const look = isSoft
    ? `min-h-6 rounded-mark px-2 text-s font-semibold ${toneSoft[tone]}`
    : `font-medium ${toneText[tone]}`;
  return (
    <span className={classes('inline-flex max-w-full min-w-0 items-center gap-1.5', look)}>
      <Icon name={icon} className={isTurning ? 'animate-turn' : ''} />
      <span className="truncate">{children}</span>
    </span>
  );
}
