import type { Level } from '#contract/entry.ts';
import type { ActivityRow, EntryKey, ProcessRow, StageRow } from './journal-store.ts';
import type { HiddenWords } from './search-text.ts';

/*
 * The part of the port for the search over everything. Entries wait in a queue, in commit order, until they are in the
 * index. As in all of the port, a portal is named by its number.
 */

export type WaitingEntry = {
  processNo: number;
  key: EntryKey;
  activityNo: number;
  level: number;
  message: string | null;
  messageLength: number | null;
  /** JSON. */
  details: string | null;
};
export type WaitingCard = { cardNo: number; id: string; title: string | null; client: string | null };
export type Waiting = {
  entries: WaitingEntry[];
  cards: WaitingCard[];
  /** Numbers of what is gone since it was put into the queue. */
  gone: number[];
};
/** `marks`: of personal values, keyed hashes in hex. */
export type IndexedEntry = WaitingEntry & { hidden: HiddenWords; marks: readonly string[] };
/** `words`: those that anybody may see. */
export type IndexedCard = WaitingCard & { words: readonly string[]; marks: readonly string[] };

/** Where an entry stands among all of its portal by its moment: newer ones have greater places. */
export type SearchPlace = number;

export type SearchAsk = {
  /** An expression of the word index, made of its own parts only; null: everything. */
  match: string | null;
  /** Moments, both included. */
  from: number | null;
  to: number | null;
  before: SearchPlace | null;
};
export type SearchRow = { place: SearchPlace; processNo: number; key: EntryKey };
/** An entry as a result shows it. */
export type SearchShown = {
  processNo: number;
  key: EntryKey;
  level: Level;
  typeCode: number | null;
  activity: ActivityRow;
  message: string | null;
  messageLength: number | null;
};

/** What chips ask of a process, and no more: ten thousand of them are looked at for one answer. */
export type ProcessTraits = Pick<ProcessRow, 'processNo' | 'state' | 'waitingUntil' | 'lastAt' | 'receivedAt'> & {
  levels: Pick<ProcessRow['levels'], 'failure'>;
  template: Pick<NonNullable<ProcessRow['template']>, 'id' | 'name' | 'finished' | 'longestMs'> | null;
  stage: Pick<StageRow, 'id' | 'name'> | null;
};

export type Search = {
  /** Portals in which something waits or is still to be walked through by these rules. */
  due(rulesOf: (portalNo: number, masking: string | null) => string): Promise<number[]>;
  /** The oldest that wait, at most so many. */
  waiting(portalNo: number, limit: number): Promise<Waiting>;
  /** Counts up to `bound`; `isWalking`: there is more that is not even in the queue yet. */
  lag(portalNo: number, bound: number): Promise<{ entries: number; isWalking: boolean }>;
  /**
   * Goes on through a portal that is not, or not by these rules, in the index, and puts what it comes by into the queue.
   * False at the end. @throws StorageFull, StorageFailed
   */
  walk(portalNo: number, rules: string, limit: number): Promise<boolean>;
  /** Puts what waited into the index, in place of what was there of it. @throws StorageFull, StorageFailed */
  index(
    portalNo: number,
    entries: readonly IndexedEntry[],
    cards: readonly IndexedCard[],
    gone: readonly number[],
  ): Promise<void>;

  /**
   * Words of the index, whatever their portal, that are letters of one alphabet and begin so; looks at no more than so many.
   * What is hidden from anybody is none of them.
   */
  entryWords(start: string, most: number): Promise<string[]>;
  /** The same of what cards are found by. */
  cardWords(start: string, most: number): Promise<string[]>;
  /** Newest first. */
  find(portalNo: number, ask: SearchAsk, limit: number): Promise<SearchRow[]>;
  /** Counts up to `bound`. */
  count(portalNo: number, ask: SearchAsk, bound: number): Promise<number>;
  shown(portalNo: number, rows: readonly { processNo: number; key: EntryKey }[]): Promise<SearchShown[]>;
  /** Numbers of cards, the latest first. */
  findCards(portalNo: number, match: string, limit: number): Promise<number[]>;
  /** In the order they are asked for. */
  cardsByNo(portalNo: number, cardNos: readonly number[]): Promise<{ type: string; id: string }[]>;
  processes(portalNo: number, processNos: readonly number[]): Promise<Map<number, ProcessRow>>;
  /** In no order. */
  traits(portalNo: number, processNos: readonly number[]): Promise<ProcessTraits[]>;
  /** Cards of an id, whatever their type. */
  cardsOfId(portalNo: number, id: string): Promise<{ type: string; id: string }[]>;
  processesOfCard(portalNo: number, type: string, id: string, limit: number): Promise<number[]>;
  /** Numbered from after a number on, oldest first. */
  activities(portalNo: number, after: number, limit: number): Promise<(ActivityRow & { no: number })[]>;
  templates(portalNo: number, limit: number): Promise<{ no: number; id: string; name: string | null }[]>;
  stages(portalNo: number, limit: number): Promise<Pick<StageRow, 'id' | 'name'>[]>;
};
