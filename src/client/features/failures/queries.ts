import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';
import { type FailureRange, type FailureSearch, filterOf, momentsOf } from './failure-search.ts';

const pageSize = 50;
type Moments = ReturnType<typeof momentsOf>;

/** Not allowed and not there look alike to who may not read it. */
function asNotFound(error: unknown): never {
  throw error instanceof Problem && error.code === 'forbidden' ? new Problem('not_found') : error;
}
const isNoPage = (error: Error): boolean =>
  error instanceof Problem && (error.code === 'not_found' || error.code === 'not_signed_in');

/**
 * Causes of a range, page by page; the totals and the histogram come with each. A span ends now, and the next page has
 * to be of the same: its moments come along. It renews when somebody says so: rows keep their place under the eye.
 */
export function failuresQuery(search: FailureSearch) {
  return infiniteQueryOptions({
    queryKey: ['failures', 'list', search],
    queryFn: async ({ signal, pageParam }) => {
      const asked = pageParam?.asked ?? momentsOf(search, Date.now());
      const cursor = pageParam === null ? {} : { cursor: pageParam.cursor };
      const query = { ...asked, ...filterOf(search), sort: search.sort, limit: pageSize, ...cursor };
      return { ...(await call('failures', { query, signal }).catch(asNotFound)), asked };
    },
    initialPageParam: null as { cursor: string; asked: Moments } | null,
    getNextPageParam: ({ next, asked }) => (next === null ? null : { cursor: next, asked }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    staleTime: 30_000,
    throwOnError: isNoPage,
  });
}

/** What the filters offer in a range. */
export function failureFacetsQuery(range: FailureRange) {
  return queryOptions({
    queryKey: ['failures', 'facets', range],
    queryFn: ({ signal }) => call('failureFacets', { query: momentsOf(range, Date.now()), signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Colleagues who can answer for a cause. */
export function failureAssigneesQuery() {
  return queryOptions({
    queryKey: ['failures', 'assignees'],
    queryFn: ({ signal }) => call('failureAssignees', { query: {}, signal }),
    staleTime: 5 * 60_000,
  });
}

/** Causes by words, to choose one to merge into: of any state, what failed most first. */
export function causesToChooseQuery(range: FailureRange, q: string) {
  return queryOptions({
    queryKey: ['failures', 'to-choose', range, q],
    queryFn: ({ signal }) =>
      call('failures', { query: { ...momentsOf(range, Date.now()), ...(q !== '' && { q }), limit: 30 }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  });
}

/** A cause's page; what is counted is of the range. */
export function causePageQuery(cause: string, range: FailureRange) {
  return queryOptions({
    queryKey: ['failures', 'cause', cause, range],
    queryFn: ({ signal }) =>
      call('causePage', { params: { cause }, query: momentsOf(range, Date.now()), signal }).catch(asNotFound),
    staleTime: 15_000,
    refetchOnWindowFocus: false,
  });
}

/** Which failures of a cause are listed. */
export type OccurrenceChoice = {
  robot: string | null;
  template: string | null;
  version: string | null;
  stage: string | null;
};

/** A choice as the server takes it. */
export function chosenOf({ robot, template, version, stage }: OccurrenceChoice) {
  return {
    ...(robot !== null && { robot }),
    ...(template !== null && { template }),
    ...(version !== null && { version }),
    ...(stage !== null && { stage }),
  };
}

export function causeFailuresQuery(cause: string, range: FailureRange, choice: OccurrenceChoice) {
  return infiniteQueryOptions({
    queryKey: ['failures', 'occurrences', cause, range, choice],
    queryFn: async ({ signal, pageParam }) => {
      const asked = pageParam?.asked ?? momentsOf(range, Date.now());
      const cursor = pageParam === null ? {} : { cursor: pageParam.cursor };
      const query = { ...asked, ...chosenOf(choice), limit: 25, ...cursor };
      return { ...(await call('causeFailures', { params: { cause }, query, signal })), asked };
    },
    initialPageParam: null as { cursor: string; asked: Moments } | null,
    getNextPageParam: ({ next, asked }) => (next === null ? null : { cursor: next, asked }),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}

/** What was done to a cause and said of it, newest first. */
export function causeHistoryQuery(cause: string) {
  return infiniteQueryOptions({
    queryKey: ['failures', 'history', cause],
    queryFn: ({ signal, pageParam }) =>
      call('causeHistory', {
        params: { cause },
        query: { limit: 30, ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Views that are kept: one's own and the shared ones. */
export function failureViewsQuery() {
  return queryOptions({
    queryKey: ['failure-views'],
    queryFn: ({ signal }) => call('failureViews', { query: {}, signal }),
    staleTime: 60_000,
  });
}
