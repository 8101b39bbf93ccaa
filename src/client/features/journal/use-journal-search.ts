import { useAddressState } from '#client/address-state.ts';
import { readJournalSearch, writeJournalSearch } from './journal-search.ts';

/** What is read in the journal, and how: the address is the state. */
export const useJournalSearch = () => useAddressState(readJournalSearch, writeJournalSearch);
