import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { MaskRules } from '#contract/masking.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';

/** Not allowed and not there look alike to who may not read it. */
async function hidden<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof Problem && error.code === 'forbidden' ? new Problem('not_found') : error;
  }
}

/** What the page as a whole must answer to; the rest is said where the list stands. */
function isForPage(error: Error): boolean {
  return error instanceof Problem && (error.code === 'not_found' || error.code === 'not_signed_in');
}

export function applicationsQuery() {
  return queryOptions({
    queryKey: ['applications'],
    queryFn: ({ signal }) => hidden(call('applications', { signal })),
    throwOnError: isForPage,
  });
}

/** Activities and robots that applications registered. */
export function activitiesQuery() {
  return queryOptions({
    queryKey: ['activities'],
    queryFn: ({ signal }) => hidden(call('activities', { signal })),
    throwOnError: isForPage,
  });
}

/** Writes of 30 days that were answered `true` and not kept. */
export function silentWritesQuery() {
  return queryOptions({
    queryKey: ['silent-writes'],
    queryFn: ({ signal }) => hidden(call('silentWrites', { signal })),
    throwOnError: isForPage,
  });
}

/** Everybody with an account. */
export function peopleQuery() {
  return queryOptions({
    queryKey: ['people'],
    queryFn: ({ signal }) => hidden(call('people', { signal })),
    throwOnError: isForPage,
  });
}

/** Keys of the portal in use, newest first. */
export function keysQuery() {
  return queryOptions({
    queryKey: ['keys'],
    queryFn: ({ signal }) => hidden(call('keys', { signal })),
    throwOnError: isForPage,
  });
}

/** Every portal, and how each opens our frame. */
export function portalsQuery() {
  return queryOptions({
    queryKey: ['portals'],
    queryFn: ({ signal }) => hidden(call('portals', { signal })),
    throwOnError: isForPage,
  });
}

/** What is hidden of the journals of the portal in use, and from whom. */
export function maskingQuery() {
  return queryOptions({
    queryKey: ['masking'],
    queryFn: ({ signal }) => hidden(call('masking', { signal })),
    throwOnError: isForPage,
  });
}

/** Who is told of a portal's causes, and what became of the last digests. */
export function digestQuery(portal: string) {
  return queryOptions({
    queryKey: ['digest', portal],
    queryFn: ({ signal }) => hidden(call('digest', { params: { portal }, signal })),
    throwOnError: isForPage,
  });
}

/** A text as somebody from whom it is hidden would see it, by rules that need not be saved. */
export function tryMaskingQuery(text: string, rules: MaskRules) {
  return queryOptions({
    queryKey: ['masking-try', text, rules],
    queryFn: ({ signal }) => call('tryMasking', { body: { text, rules }, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** How often a list is asked for again while something in it is under way. */
const againMs = 1000;

/** Erasures of the portal in use, newest first; asked for again as long as one runs. */
export function erasuresQuery() {
  return queryOptions({
    queryKey: ['erasures'],
    queryFn: ({ signal }) => hidden(call('erasures', { signal })),
    throwOnError: isForPage,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ endedAt }) => endedAt === null) === true ? againMs : false,
  });
}
