import type { ComponentType } from 'react';
import type { Process } from '#contract/process.ts';

/** What is flagged in a journal, and how to flag: another feature does it. */
export type Flagging = {
  /** Why entries are flagged, by entry. */
  notes: ReadonlyMap<string, string>;
  /** Asks why an entry, or the process as a whole, is flagged. */
  onFlag: (entry: string | null) => void;
  /** Why the journal is flagged, above its rows. */
  Lines: ComponentType<{ process: Process; onSelect: (entry: string) => void }>;
};
