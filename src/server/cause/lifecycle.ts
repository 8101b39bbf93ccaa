import type { CauseState } from '#contract/failures.ts';

/** What people decided about a cause last. Moments in milliseconds. */
export type Decision = {
  state: CauseState;
  stateAt: number | null;
  stateBy: string | null;
  mutedUntil: number | null;
  /** Muted until more failures than these come in an hour. */
  mutedRate: number | null;
};

export type Life = Decision & { isReopened: boolean };

const hourMs = 60 * 60 * 1000;
const untouched: Life = {
  state: 'new',
  isReopened: false,
  stateAt: null,
  stateBy: null,
  mutedUntil: null,
  mutedRate: null,
};

/**
 * Where a cause stands, from what was decided and what failed since: nothing has to run for it to change.
 * `returnedAt`: the first failure after it was resolved. `tooOftenAt`: when more failures than its mute bears had come.
 */
export function lifeOf(
  decision: Decision | null,
  now: number,
  since: { returnedAt: number | null; tooOftenAt: number | null },
): Life {
  if (decision === null) return untouched;
  if (decision.state === 'resolved' && since.returnedAt !== null) {
    return { ...untouched, isReopened: true, stateAt: since.returnedAt };
  }
  if (decision.state === 'muted') {
    const ends = [decision.mutedUntil, since.tooOftenAt].filter((end) => end !== null);
    const end = ends.length === 0 ? null : Math.min(...ends);
    if (end !== null && end <= now) return { ...untouched, stateAt: end };
  }
  return { ...decision, isReopened: false };
}

/** The moment at which more than `rate` failures had come within an hour; null: never. `moments`: oldest first. */
export function tooOftenAt(moments: readonly number[], rate: number): number | null {
  for (let last = rate; last < moments.length; last += 1) {
    if (moments[last]! - moments[last - rate]! < hourMs) return moments[last]!;
  }
  return null;
}
