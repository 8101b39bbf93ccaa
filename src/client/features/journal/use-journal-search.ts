import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { readJournalSearch, writeJournalSearch, type JournalSearch } from './journal-search.ts';

/** The address is the state. Reading on replaces it: one step back leads out of the journal, not through every row. */
export function useJournalSearch(): [JournalSearch, (change: Partial<JournalSearch>) => void] {
  const [params, setParams] = useSearchParams();
  const search = readJournalSearch(params);
  const change = useCallback(
    (part: Partial<JournalSearch>) =>
      setParams((now) => writeJournalSearch({ ...readJournalSearch(now), ...part }, now), {
        replace: true,
        preventScrollReset: true,
      }),
    [setParams],
  );
  return [search, change];
}
