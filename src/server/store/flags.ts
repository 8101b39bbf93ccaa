import type { FlagState } from '#contract/flag.ts';
import type { ActivityRow, Change, EntryKey } from './journal-store.ts';

/*
 * The part of the port for flags. A flag is open until somebody closes it; while a process has an open one, retention
 * leaves its journal alone. As in all of the port, a portal is named by its number.
 */

/** Whose a flag is: an account's, or a portal's user's in a frame. */
export type FlagAuthor = { account: number; user: null } | { account: null; user: string };

/** What a journal was when it was flagged: its entries up to a number of the portal's, how many, and their hash. */
export type FlagEvidence = { entries: number; sha256: string; lastNo: number; takenAt: number };

export type NewFlag = {
  processNo: number;
  /** Null: the process as a whole. */
  entry: EntryKey | null;
  why: string;
  dueAt: number | null;
  createdAt: number;
  by: FlagAuthor;
  byName: string | null;
  evidence: FlagEvidence;
};

export type FlagRow = Omit<NewFlag, 'entry'> & {
  flagNo: number;
  process: string;
  card: { type: string; id: string; title: string | null; client: string | null } | null;
  template: { id: string; version: string | null; name: string | null } | null;
  /** `activity` null: the entry is not there any more. `message`: at most 301 characters. */
  entry: { key: EntryKey; activity: ActivityRow | null; message: string | null } | null;
  closedAt: number | null;
  closedBy: string | null;
  reopenedAt: number | null;
  reopenedBy: string | null;
  /** Its place in a list. */
  sortAt: number;
};

export type FlagFilter = {
  state: FlagState;
  /** Tells which dates have come. */
  now: number;
  by: FlagAuthor | null;
  card: { type: string; id: string } | null;
  /** On none but these cards; null: on any, or on none. */
  only: readonly { type: string; id: string }[] | null;
};
export type FlagPlace = { sortAt: number; flagNo: number };

/** An entry without what a provider's later report may change, and its place in the journal. */
export type EvidenceRow = EntryKey & { told: readonly (string | number | null)[] };

export type FlagReopening = { why: string; dueAt: number | null; at: number; by: string | null };

export type Flags = {
  find(portalNo: number, flagNo: number): Promise<FlagRow | null>;
  /** Open ones first, then the closed, each the newest first. */
  ofProcess(portalNo: number, processNo: number, limit: number): Promise<FlagRow[]>;
  /** Open ones by when to come back, closed ones the last closed first; `after` is the last one of the page before. */
  list(portalNo: number, filter: FlagFilter, after: FlagPlace | null, limit: number): Promise<FlagRow[]>;
  /** Counts up to `bound`. */
  count(portalNo: number, filter: FlagFilter, bound: number): Promise<number>;
  /** The newest number given out in a portal: every entry that is stored has this one or a lower one. */
  lastNo(portalNo: number): Promise<number>;
  /** Entries of a journal up to a number of the portal's, in the journal's order. */
  evidence(
    portalNo: number,
    processNo: number,
    lastNo: number,
    after: EntryKey | null,
    limit: number,
  ): Promise<EvidenceRow[]>;

  /** Null: the process is not there any more. @throws StorageFull, StorageFailed, as what follows */
  put(portalNo: number, flag: NewFlag): Promise<{ flagNo: number; change: Change } | null>;
  /** False: it is closed, or not there any more. */
  change(portalNo: number, flagNo: number, told: { why: string; dueAt: number | null }): Promise<boolean>;
  /** Null: it is closed already, or not there any more. */
  close(portalNo: number, flagNo: number, closed: { at: number; by: string | null }): Promise<Change | null>;
  /** Null: it is open, or not there any more. */
  reopen(portalNo: number, flagNo: number, reopened: FlagReopening): Promise<Change | null>;
};
