import type { CauseInList } from '#contract/failures.ts';

/** Bars beside a cause: as many as one tells apart at a glance. */
const sparkBars = 8;

/** The bars of the histogram put together to a few, the last one being the newest. */
export function sparkOf(trend: readonly number[]): number[] {
  if (trend.length <= sparkBars) return [...trend];
  return Array.from({ length: sparkBars }, (_, index) => {
    const from = Math.round((index * trend.length) / sparkBars);
    const to = Math.round(((index + 1) * trend.length) / sparkBars);
    return trend.slice(from, to).reduce((sum, one) => sum + one, 0);
  });
}

/** How a number stands to what it was in the span before. */
export type Change =
  | { kind: 'unknown' }
  | { kind: 'first' }
  | { kind: 'same' }
  | { kind: 'more' | 'less'; percent: number };

export function changeOf(now: number, before: number | null): Change {
  if (before === null) return { kind: 'unknown' };
  if (before === 0) return now === 0 ? { kind: 'same' } : { kind: 'first' };
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return { kind: 'same' };
  return { kind: percent > 0 ? 'more' : 'less', percent: Math.abs(percent) };
}

/** Where it failed, for the second line: what came from outside is text, how many others are numbers. */
export function placeOf({ robot, template, stages }: Pick<CauseInList, 'robot' | 'template' | 'stages'>) {
  const [stage] = stages;
  return {
    robot: robot.title,
    otherRobots: robot.others,
    template: template === null ? null : (template.name ?? template.id),
    otherTemplates: template?.others ?? 0,
    stage: stage === undefined ? null : (stage.stage.name ?? stage.stage.id),
    otherStages: Math.max(0, stages.length - 1),
  };
}

/** «ОП» of «Ольга Петрова». */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.match(/^./u)?.[0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
