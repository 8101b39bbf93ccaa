import { useQuery } from '@tanstack/react-query';
import type { Process } from '#contract/process.ts';
import { entryQuery } from '#client/features/entry/queries.ts';
import type { JournalSearch } from './journal-search.ts';
import { placeBeside, placeNumber, type Here } from './places.ts';
import { matchesQuery } from './queries.ts';

/** Failures and matches, counted from the entry that the reader is at. */
export function usePlaces(process: Process, search: JournalSearch, at: string | null) {
  const failures = useQuery({
    ...matchesQuery(process.process, '', ['failure']),
    enabled: process.counts.failures > 0,
  });
  const matches = useQuery(matchesQuery(process.process, search.q, search.levels));
  const here = useQuery({ ...entryQuery(process.process, at ?? ''), enabled: at !== null });
  const place: Here = { entry: at, position: here.data?.entry.entry === at ? here.data.position : null };
  const failurePlaces = failures.data?.places ?? [];
  const matchPlaces = search.q === '' ? [] : (matches.data?.places ?? []);
  return {
    /** The entry that the reader is at, whole, when it is there. */
    entry: here.data?.entry ?? null,
    failures: {
      total: failures.data?.total ?? process.counts.failures,
      number: placeNumber(failurePlaces, place),
      beside: (direction: 1 | -1) => placeBeside(failurePlaces, place, direction)?.entry ?? null,
    },
    matches: {
      found:
        search.q === '' || matches.data === undefined || matches.isPlaceholderData
          ? null
          : { total: matches.data.total, number: placeNumber(matchPlaces, place) },
      beside: (direction: 1 | -1) => placeBeside(matchPlaces, place, direction)?.entry ?? null,
    },
  };
}
