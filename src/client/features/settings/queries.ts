import { queryOptions } from '@tanstack/react-query';
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
