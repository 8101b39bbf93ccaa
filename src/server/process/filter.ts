import type { ProcessFilterQuery } from '#contract/process.ts';
import type { ProcessFilter } from '#server/store/journal-store.ts';

/** What a question narrows processes to, as the store takes it: of both sections. */
export function filterOf(query: ProcessFilterQuery, now: number): ProcessFilter {
  return {
    section: null,
    states: query.state === undefined || query.state.length === 0 ? null : query.state,
    template: query.template ?? null,
    stage: query.stage ?? null,
    from: query.from === undefined ? null : Date.parse(query.from),
    to: query.to === undefined ? null : Date.parse(query.to),
    failures: query.failures ?? false,
    flagged: query.flagged ?? false,
    now,
  };
}
