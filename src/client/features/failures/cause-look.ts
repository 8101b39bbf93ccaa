import type { CauseLife, CauseState } from '#contract/failures.ts';
import type { IconName } from '#client/ui/icon.tsx';
import type { Tone } from '#client/ui/tone.ts';

/** How a state looks. `returned` is a new one that was resolved before. */
export type ShownState = CauseState | 'returned';
export const stateLooks: Readonly<Record<ShownState, { tone: Tone; icon: IconName }>> = {
  new: { tone: 'failure', icon: 'failure' },
  returned: { tone: 'failure', icon: 'alert' },
  acknowledged: { tone: 'waiting', icon: 'person' },
  resolved: { tone: 'success', icon: 'success' },
  muted: { tone: 'neutral', icon: 'bellOff' },
};

export function shownState({ state, isReopened }: Pick<CauseLife, 'state' | 'isReopened'>): ShownState {
  return state === 'new' && isReopened ? 'returned' : state;
}
