import * as z from 'zod/mini';
import { Moment } from '#contract/ids.ts';
import { processStates } from '#contract/process.ts';
import type { ProcessState } from '#contract/process.ts';
import { cardTabs } from '#client/paths.ts';
import type { CardTab } from '#client/paths.ts';

/** Spans back from now. */
export const spans = ['day', 'week', 'month', 'quarter'] as const;
export type Span = (typeof spans)[number];
const spanDays: Readonly<Record<Span, number>> = { day: 1, week: 7, month: 30, quarter: 90 };

/** What the list of processes is filtered by. Empty and null mean: not filtered. `span` and `from`/`to` exclude each other. */
export type CardFilter = {
  q: string;
  states: readonly ProcessState[];
  template: string | null;
  stage: string | null;
  span: Span | null;
  from: string | null;
  to: string | null;
  failures: boolean;
  flagged: boolean;
};
export type CardSearch = { tab: CardTab; filter: CardFilter };

export const noFilter: CardFilter = {
  q: '',
  states: [],
  template: null,
  stage: null,
  span: null,
  from: null,
  to: null,
  failures: false,
  flagged: false,
};

const names = ['tab', 'search', 'state', 'template', 'stage', 'within', 'from', 'to', 'failures', 'flagged'] as const;
const text = z.string().check(z.minLength(1), z.maxLength(255));

/** Every field falls back by itself: no link can break the page. */
const schema = z.object({
  tab: z.catch(z.enum(cardTabs), 'processes'),
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  state: z.catch(
    z.pipe(
      z.string(),
      z.transform((value) => processStates.filter((state) => value.split(',').includes(state))),
    ),
    [],
  ),
  template: z.catch(z.nullable(text), null),
  stage: z.catch(z.nullable(text), null),
  within: z.catch(z.nullable(z.enum(spans)), null),
  from: z.catch(z.nullable(Moment), null),
  to: z.catch(z.nullable(Moment), null),
  failures: z.catch(z.nullable(z.literal('1')), null),
  flagged: z.catch(z.nullable(z.literal('1')), null),
});

export function readCardSearch(params: URLSearchParams): CardSearch {
  const raw = schema.parse(Object.fromEntries(names.map((name) => [name, params.get(name)])));
  const own = raw.from !== null || raw.to !== null;
  return {
    tab: raw.tab,
    filter: {
      q: raw.search,
      states: raw.state,
      template: raw.template,
      stage: raw.stage,
      span: own ? null : raw.within,
      from: raw.from,
      to: raw.to,
      failures: raw.failures !== null,
      flagged: raw.flagged !== null,
    },
  };
}

/** Defaults are left out; what belongs to others (the portal, the journal above) stays as it is. */
export function writeCardSearch(
  { tab, filter }: CardSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const name of names) params.delete(name);
  const values: Readonly<Record<(typeof names)[number], string | null>> = {
    tab: tab === 'processes' ? null : tab,
    search: filter.q === '' ? null : filter.q,
    state: filter.states.length === 0 ? null : processStates.filter((state) => filter.states.includes(state)).join(','),
    template: filter.template,
    stage: filter.stage,
    within: filter.from === null && filter.to === null ? filter.span : null,
    from: filter.from,
    to: filter.to,
    failures: filter.failures ? '1' : null,
    flagged: filter.flagged ? '1' : null,
  };
  for (const name of names) {
    const value = values[name];
    if (value !== null) params.set(name, value);
  }
  return params;
}

export const readCardFilter = (params: URLSearchParams): CardFilter => readCardSearch(params).filter;

export const writeCardFilter = (filter: CardFilter, base: URLSearchParams): URLSearchParams =>
  writeCardSearch({ tab: readCardSearch(base).tab, filter }, base);

export function isFiltered(filter: CardFilter): boolean {
  return writeCardSearch({ tab: 'processes', filter }).size > 0;
}

/** The filter as the endpoint asks for it. */
export function filterQuery(filter: CardFilter, nowMs: number) {
  const from = filter.span === null ? filter.from : new Date(nowMs - spanDays[filter.span] * 86_400_000).toISOString();
  return {
    ...(filter.q === '' ? {} : { q: filter.q }),
    ...(filter.states.length === 0 ? {} : { state: filter.states.join(',') }),
    ...(filter.template === null ? {} : { template: filter.template }),
    ...(filter.stage === null ? {} : { stage: filter.stage }),
    ...(from === null ? {} : { from }),
    ...(filter.to === null ? {} : { to: filter.to }),
    ...(filter.failures ? { failures: 'true' as const } : {}),
    ...(filter.flagged ? { flagged: 'true' as const } : {}),
  };
}
