import { ahead, queryClient } from '#client/api/query-client.ts';
import { processQuery } from '#client/features/journal/queries.ts';

/** The reader is about to open a journal: its code and its head are fetched before he does. */
export function prefetchJournal(process: string): void {
  void import('./journal-page.tsx');
  ahead(queryClient.query(processQuery(process)));
}
