import type { ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';
import { toneSoft } from './tone.ts';
import type { Tone } from './tone.ts';

type ToggleChipProps = {
  isOn: boolean;
  onToggle: (isOn: boolean) => void;
  children: ReactNode;
  icon?: IconName;
  /** How it looks when on. */
  tone?: Tone;
  /** `control`: as tall as a button, with a line. `chip`: small, on a soft ground. */
  size?: 'control' | 'chip';
};

const sizes: Readonly<Record<'control' | 'chip', string>> = {
  control: 'h-8 border px-3 text-m',
  chip: 'h-6 px-2 text-s',
};
const off: Readonly<Record<'control' | 'chip', string>> = {
  control: 'border-line-strong bg-surface text-text hover:bg-sunken',
  chip: 'bg-neutral-soft text-muted hover:text-text',
};

/** A condition that is on or off. */
export function ToggleChip({ isOn, onToggle, children, icon, tone = 'accent', size = 'control' }: ToggleChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onToggle(!isOn)}
      className={classes(
        'inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap transition-colors',
        sizes[size],
        isOn ? `border-current/30 ${toneSoft[tone]}` : off[size],
      )}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </button>
  );
}
