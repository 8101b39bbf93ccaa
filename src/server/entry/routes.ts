import type { ProcessInList } from '#contract/process.ts';
import type { OwnCauses } from '#server/cause/own-causes.ts';
import { readRoute, type Registrar } from '#server/http/endpoint.ts';
import type { Language } from '#server/http/language.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { createBundle } from './bundle.ts';
import { createCause } from './cause.ts';
import { createComparison } from './comparison.ts';
import { createExport } from './export.ts';
import { createExportOfMany, type ManyOptions, type SendJournals } from './export-of-many.ts';
import { createJournal } from './journal.ts';
import { createOutlines } from './outlines.ts';
import { createReading } from './reading.ts';
import { createReveal } from './reveal.ts';
import { createJournalSearch } from './search.ts';

export type EntryRoutesOptions = {
  store: JournalStore;
  presentProcess(row: ProcessRow, language: Language): ProcessInList;
  own: OwnCauses;
  filterOf: ManyOptions['filterOf'];
  now(): number;
};

/** Journals: entries, steps, matches, one entry, its cause, and the journal as a file. Gives what forgets all that is kept of them, and what sends many as one file. */
export function registerEntryRoutes(
  registrar: Registrar,
  { store, presentProcess, own, filterOf, now }: EntryRoutesOptions,
): { letGo(): void; send: SendJournals } {
  const outlines = createOutlines(store);
  const search = createJournalSearch(store);
  const reading = createReading(store, outlines, search);
  const journal = createJournal({ store, reading, presentProcess, own });
  readRoute(registrar, 'processEntries', journal.entries);
  readRoute(registrar, 'processSteps', journal.steps);
  readRoute(registrar, 'processMatches', journal.matches);
  readRoute(registrar, 'entry', journal.entry);
  readRoute(registrar, 'cause', createCause({ store, journal, own, now }));
  readRoute(registrar, 'compareEntry', createComparison({ store, outlines, journal, presentProcess }));
  readRoute(registrar, 'entryBundle', createBundle({ journal, presentProcess, own }));
  readRoute(registrar, 'revealEntry', createReveal(journal, own, now));
  readRoute(registrar, 'processExport', createExport({ reading, journal, presentProcess, own, now }));
  const many = createExportOfMany({ store, presentProcess, own, filterOf, now });
  readRoute(registrar, 'cardExport', many.ofCard);
  readRoute(registrar, 'portalExport', many.ofPortal);
  return {
    send: many.send,
    letGo() {
      outlines.letGo();
      search.letGo();
    },
  };
}
