import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Matching } from '#contract/explanation.ts';
import { Problem } from '#contract/problem.ts';
import { call } from '#client/api/call.ts';

const monthMs = 30 * 24 * 60 * 60 * 1000;

/** Not allowed and not there look alike to who may not read it. */
function asNotFound(error: unknown): never {
  throw error instanceof Problem && error.code === 'forbidden' ? new Problem('not_found') : error;
}

/** The portal's own explanations, with how many failures each explained lately. */
export function explanationsQuery() {
  return queryOptions({
    queryKey: ['explanations', 'list'],
    queryFn: ({ signal }) => call('explanations', { query: {}, signal }).catch(asNotFound),
    staleTime: 15_000,
  });
}

export function explanationQuery(explanation: string) {
  return queryOptions({
    queryKey: ['explanations', 'one', explanation],
    queryFn: ({ signal }) => call('explanation', { params: { explanation }, query: {}, signal }).catch(asNotFound),
    staleTime: 15_000,
    refetchOnWindowFocus: false,
  });
}

/** What a draft would explain; `explanation`: the one that it is to replace. */
export function previewQuery(explanation: string | null, matching: Matching) {
  return queryOptions({
    queryKey: ['explanations', 'preview', explanation, matching],
    queryFn: ({ signal }) => call('previewExplanation', { query: {}, body: { explanation, matching }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
}

/** A cause that somebody is about to explain: what its failures say is where the draft begins. */
export function causeToExplainQuery(cause: string) {
  return queryOptions({
    queryKey: ['explanations', 'cause', cause],
    queryFn: ({ signal }) =>
      call('causePage', {
        params: { cause },
        query: { from: new Date(Date.now() - monthMs).toISOString() },
        signal,
      }).catch(asNotFound),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}
