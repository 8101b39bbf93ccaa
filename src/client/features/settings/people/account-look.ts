import type { AccountState } from '#contract/person.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

/** What a state of an account looks like. Only trouble has a colour, and to be blocked is somebody's wish. */
export const accountLook: Readonly<Record<AccountState, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'success', icon: 'success' },
  invited: { tone: 'waiting', icon: 'waiting' },
  blocked: { tone: 'neutral', icon: 'minus' },
};
