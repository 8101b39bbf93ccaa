import * as z from 'zod/mini';
import { type CauseOrder, causeOrders, type CauseState, causeStates } from '#contract/failures.ts';
import { Moment } from '#contract/ids.ts';

/** Spans back from now, in days. */
export const spans = ['day', 'week', 'month'] as const;
export type Span = (typeof spans)[number];
export const spanDays: Readonly<Record<Span, number>> = { day: 1, week: 7, month: 30 };

/** Of when failures are counted. `from` and `to` are null where the span tells. */
export type FailureRange = { span: Span; from: string | null; to: string | null };
/** What the failures page shows; null and empty mean: not filtered. */
export type FailureSearch = FailureRange & {
  robot: string | null;
  template: string | null;
  stage: string | null;
  states: readonly CauseState[];
  /** A person's id, `me` or `none`. */
  assignee: string | null;
  q: string;
  sort: CauseOrder;
};

/** What is not done with: a muted cause goes on and is only not told. */
export const notClosed: readonly CauseState[] = ['new', 'acknowledged', 'muted'];
export const wholeRange = { from: null, to: null } as const;
export const noFilter = {
  robot: null,
  template: null,
  stage: null,
  states: [],
  assignee: null,
  q: '',
} as const satisfies Partial<FailureSearch>;

const rangeNames = ['within', 'from', 'to'] as const;
const names = [...rangeNames, 'robot', 'template', 'stage', 'state', 'assignee', 'search', 'sort'] as const;
const word = z.catch(z.nullable(z.string().check(z.minLength(1), z.maxLength(300))), null);

/** Every field falls back by itself: no link can break the page. */
const rangeSchema = {
  within: z.catch(z.enum(spans), 'week'),
  from: z.catch(z.nullable(Moment), null),
  to: z.catch(z.nullable(Moment), null),
};
const schema = z.object({
  ...rangeSchema,
  robot: word,
  template: word,
  stage: word,
  state: z.catch(z.nullable(z.string()), null),
  assignee: z.catch(z.nullable(z.string().check(z.regex(/^(?:me|none|u?\d{1,12})$/))), null),
  search: z.catch(z.string().check(z.maxLength(200)), ''),
  sort: z.catch(z.enum(causeOrders), 'count'),
});

/** Absent: what is not closed; `all`: whatever its state; else a list. */
function readStates(text: string | null): readonly CauseState[] {
  if (text === 'all') return [];
  const states = causeStates.filter((state) => text?.split(',').includes(state));
  return states.length === 0 ? notClosed : states.length === causeStates.length ? [] : states;
}

export const isNotClosed = (states: readonly CauseState[]): boolean =>
  states.length === notClosed.length && notClosed.every((state) => states.includes(state));

const rawOf = (params: URLSearchParams, of: readonly string[]) =>
  Object.fromEntries(of.map((name) => [name, params.get(name)]));

/** A range that ends before it begins is none. */
function ordered(from: string | null, to: string | null): Pick<FailureRange, 'from' | 'to'> {
  return from !== null && to !== null && Date.parse(from) >= Date.parse(to) ? wholeRange : { from, to };
}

export function readFailureRange(params: URLSearchParams): FailureRange {
  const { within, from, to } = z.object(rangeSchema).parse(rawOf(params, rangeNames));
  return { span: within, ...ordered(from, to) };
}

export function readFailureSearch(params: URLSearchParams): FailureSearch {
  const { within, from, to, state, search, ...raw } = schema.parse(rawOf(params, names));
  return { ...raw, span: within, ...ordered(from, to), states: readStates(state), q: search.trim() };
}

export function writeFailureRange(
  { span, from, to }: FailureRange,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  return written({ within: span === 'week' ? null : span, from, to }, base);
}

export function writeFailureSearch(
  search: FailureSearch,
  base: URLSearchParams = new URLSearchParams(),
): URLSearchParams {
  const { robot, template, stage, states, assignee, q, sort } = search;
  const state = isNotClosed(states)
    ? null
    : states.length === 0 || states.length === causeStates.length
      ? 'all'
      : causeStates.filter((one) => states.includes(one)).join(',');
  const own = { robot, template, stage, state, assignee, search: q === '' ? null : q };
  return written({ ...own, sort: sort === 'count' ? null : sort }, writeFailureRange(search, base));
}

function written(values: Readonly<Record<string, string | null>>, base: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(base);
  for (const [name, value] of Object.entries(values)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  return params;
}

/** What the search part of a kept view is: the page's own, in one order, so that two can be compared. */
export function viewOf(search: FailureSearch): string {
  return writeFailureSearch(search).toString();
}

export function isFiltered({ robot, template, stage, states, assignee, q }: FailureSearch): boolean {
  return robot !== null || template !== null || stage !== null || assignee !== null || q !== '' || states.length > 0;
}

/** The moments that a range asks the server for; a week is what it takes by itself, and then shares with all who ask. */
export function momentsOf({ span, from, to }: FailureRange, now: number): { from?: string; to?: string } {
  const ends = { ...(from !== null && { from }), ...(to !== null && { to }) };
  if (from !== null || span === 'week') return ends;
  const end = to === null ? now : Date.parse(to);
  // Whole minutes: the list, its filters and who comes next ask the same then.
  return { ...ends, from: new Date(Math.floor((end - spanDays[span] * 86_400_000) / 60_000) * 60_000).toISOString() };
}

/** The filter as the server takes it, without the range. */
export function filterOf({ robot, template, stage, states, assignee, q }: FailureSearch) {
  return {
    ...(robot !== null && { robot }),
    ...(template !== null && { template }),
    ...(stage !== null && { stage }),
    ...(states.length > 0 && { state: states.join(',') }),
    ...(assignee !== null && { assignee }),
    ...(q !== '' && { q }),
  };
}
