import type * as z from 'zod/mini';
import type { FailureFilter } from '#contract/failures.ts';
import { Problem } from '#contract/problem.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { PersonKey } from '#server/store/journal-store.ts';
import type { CauseFilter } from './listing.ts';
import { readPerson } from './person-key.ts';
import type { FailureChoice, Range } from './snapshots.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** @throws Problem invalid_request for a range that ends before it begins */
export function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }, now: number): Range {
  const end = to === undefined ? now : Date.parse(to);
  const start = from === undefined ? end - weekMs : Date.parse(from);
  if (start >= end) throw new Problem('invalid_request', 'the query: from has to be before to');
  return { from: start, to: end };
}

type Asked = z.infer<typeof FailureFilter>;

export function choiceOf({ robot, template, stage }: Pick<Asked, 'robot' | 'template' | 'stage'>): FailureChoice {
  return { robot: robot ?? null, template: template ?? null, stage: stage ?? null };
}

/** `me`: under what he who asks is remembered, if he is. */
export function filterOf({ state, assignee, q }: Asked, me: PersonKey | null): CauseFilter {
  return {
    states: state === undefined || state.length === 0 ? null : state,
    assignee: assigneeIn(assignee, me),
    words: foldText(q?.trim() ?? '')
      .split(/\s+/)
      .filter((word) => word !== ''),
  };
}

function assigneeIn(assignee: string | undefined, me: PersonKey | null): CauseFilter['assignee'] {
  if (assignee === undefined) return null;
  if (assignee === 'none') return 'nobody';
  return assignee === 'me' ? (me ?? 'stranger') : readPerson(assignee);
}
