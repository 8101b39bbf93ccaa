import type { Stage } from '#contract/stage.ts';

export type StageStep = { stage: Stage; isPresent: boolean; isReached: boolean };

/**
 * What the bar shows: the stages of the way, and of its two ends only the one that may still come (won) or that came.
 * Of a lost card nobody has told how far it got, so only its end is coloured.
 */
export function stageSteps(stages: readonly Stage[], present: Stage | null): StageStep[] {
  const all = present === null || stages.some((one) => one.id === present.id) ? stages : [...stages, present];
  const isLost = present?.semantics === 'failure';
  const shown = all.filter((one) => {
    if (one.id === present?.id) return true;
    if (one.semantics === 'failure') return false;
    return one.semantics !== 'success' || !isLost;
  });
  const at = shown.findIndex((one) => one.id === present?.id);
  return shown.map((stage, index) => ({
    stage,
    isPresent: index === at,
    isReached: isLost ? index === at : index <= at,
  }));
}
