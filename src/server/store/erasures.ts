import type { Erasure, ErasureCounts, ErasureKind } from '#contract/erasure.ts';
import type { TextPlace } from './stored-texts.ts';

/** `place`: the text after which a job goes on; a card's job goes on with what is left of the card. */
export type ErasureRow = {
  erasureNo: number;
  portalNo: number;
  kind: ErasureKind;
  subject: string;
  sealed: string | null;
  state: Erasure['state'];
  byKind: Erasure['by']['kind'];
  byName: string | null;
  beganAt: number;
  endedAt: number | null;
  place: TextPlace | null;
  counts: ErasureCounts;
};

/** Who was erased. `portal` is the portal's name: numbers are another store's. */
export type ErasedSubject = { portal: string; kind: ErasureKind; keyId: string; hash: string; erasedAt: number };

/** The jobs that erase subjects, what they need of the store, and the ledger of who was erased. */
export type Erasures = {
  /** The job and its line of the ledger, both or none. @throws StorageFull, StorageFailed */
  begin(
    job: Pick<ErasureRow, 'portalNo' | 'kind' | 'subject' | 'sealed' | 'byKind' | 'byName' | 'beganAt'>,
    line: Pick<ErasedSubject, 'keyId' | 'hash'>,
  ): Promise<ErasureRow>;
  find(portalNo: number, erasureNo: number): Promise<ErasureRow | null>;
  /** Newest first. */
  list(portalNo: number, limit: number): Promise<ErasureRow[]>;
  /** Jobs that are not at their end, in the order they began. */
  open(): Promise<ErasureRow[]>;
  change(
    erasureNo: number,
    change: Partial<Pick<ErasureRow, 'sealed' | 'state' | 'endedAt' | 'place' | 'counts'>>,
  ): Promise<void>;
  ledger(): Promise<ErasedSubject[]>;
  /** Lines of portals that are not here are left out; those that are there already stay. */
  addToLedger(lines: readonly ErasedSubject[]): Promise<void>;
  /** What `deleteCard` would delete. */
  sizeOfCard(portalNo: number, type: string, id: string): Promise<Omit<ErasureCounts, 'texts'>>;
  /**
   * Deletes a card with its processes, stage changes and tokens of waiting steps: at most `limit` processes at a time, the
   * card itself with the last of them. What it deleted; nothing is counted when nothing was there. @throws StorageFull, StorageFailed
   */
  deleteCard(portalNo: number, type: string, id: string, limit: number): Promise<Omit<ErasureCounts, 'texts'>>;
};
