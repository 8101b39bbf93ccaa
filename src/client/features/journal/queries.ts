import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';
import type { Level } from '#contract/entry.ts';
import { windowSize } from './windows.ts';

export type EntryFilter = { levels: readonly Level[]; q: string; step: number | null };

export function processQuery(process: string) {
  return queryOptions({
    queryKey: ['process', process],
    queryFn: ({ signal }) => call('process', { params: { process }, query: {}, signal }),
  });
}

/**
 * A window of the entries, details left out. Windows never go stale by age: when the journal grows, those that held the
 * end are asked again (see live-windows.ts), and what stands before them is what it was.
 */
export function entriesWindowQuery(process: string, filter: EntryFilter, window: number) {
  const { levels, q, step } = filter;
  const level = levels.join(',');
  return queryOptions({
    queryKey: ['entries', process, { level, q, step }, window],
    queryFn: ({ signal }) =>
      call('processEntries', {
        params: { process },
        query: {
          view: 'row',
          position: window * windowSize,
          limit: windowSize,
          ...(level === '' ? {} : { level }),
          ...(q === '' ? {} : { q }),
          ...(step === null ? {} : { step }),
        },
        signal,
      }),
    staleTime: Infinity,
  });
}

export function stepsWindowQuery(process: string, levels: readonly Level[], window: number) {
  const level = levels.join(',');
  return queryOptions({
    queryKey: ['steps', process, { level }, window],
    queryFn: ({ signal }) =>
      call('processSteps', {
        params: { process },
        query: { position: window * windowSize, limit: windowSize, ...(level === '' ? {} : { level }) },
        signal,
      }),
    staleTime: Infinity,
  });
}

/** Where a text or a level occurs. The places found before stay on the screen while a longer text is looked for. */
export function matchesQuery(process: string, q: string, levels: readonly Level[]) {
  const level = levels.join(',');
  return queryOptions({
    queryKey: ['matches', process, { q, level }],
    queryFn: ({ signal }) =>
      call('processMatches', {
        params: { process },
        query: { ...(q === '' ? {} : { q }), ...(level === '' ? {} : { level }) },
        signal,
      }),
    enabled: q !== '' || level !== '',
    placeholderData: keepPreviousData,
  });
}
