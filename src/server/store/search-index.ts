import type BetterSqlite3 from 'better-sqlite3';
import type { EntryKey } from './journal-store.ts';
import type { IndexedCard, IndexedEntry, SearchPlace } from './search.ts';
import { type HiddenWords, indexedWords, searchedText, searchTokens, wordsIn } from './search-text.ts';

/*
 * Numbers of documents in the word index: 14 bits for the portal, 31 for the second, 18 that tell entries of one second
 * apart. So the index lies in the order of time, and a span of time is a span of it. A whole number is more than a
 * number of JavaScript holds: only the lower 49 bits, the place, leave SQL.
 */
const tieBits = 18;
export const placeBits = 49;
const ties = 2 ** tieBits;
const mostPortals = 2 ** 14;
const firstSecond = Date.parse('2000-01-01T00:00:00Z') / 1000;
const lastSecond = 2 ** 31 - 1;
/** Entries of one second whose numbers end alike take the next of these; beyond that they are not found by words. */
const tries = 4;
const step = 40_503;

export const greatestPlace = 2 ** placeBits - 1;

/** The least place of a moment. */
export function placeOf(at: number): SearchPlace {
  return Math.min(lastSecond, Math.max(0, Math.floor(at / 1000) - firstSecond)) * ties;
}

/** The greatest place of a moment. */
export function lastPlaceOf(at: number): SearchPlace {
  return placeOf(at) + ties - 1;
}

/** The part of a number that tells the portal, in SQL. @throws when there are more portals than the index can tell apart */
export function portalPart(portalNo: number): string {
  requirePortal(portalNo);
  return `(${portalNo} << ${placeBits})`;
}

function requirePortal(portalNo: number): void {
  if (portalNo >= mostPortals) throw new Error(`the search index takes ${mostPortals} portals`);
}

type EntryAt = { portalNo: number; processNo: number; key: EntryKey };
type IndexRow = { process_no: number; at: number; entry_no: number; hidden: string | null; marks: string | null };
type TextRow = { activity_no: number; level: number; message: string | null; details: string | null };

/** Puts entries and cards into the word index and takes them out; within a transaction of whoever calls. */
export function createSearchIndex(connection: BetterSqlite3.Database) {
  const doc = `((? << ${placeBits}) | ?)`;
  const find = connection.prepare(
    `select process_no, at, entry_no, hidden, marks from search_entry where doc = ${doc}`,
  );
  const add = connection.prepare(
    `insert into search_entry (doc, process_no, at, entry_no, hidden, marks) values (${doc}, ?, ?, ?, ?, ?)`,
  );
  const remove = connection.prepare(`delete from search_entry where doc = ${doc}`);
  const addWords = connection.prepare(`insert into search_words (rowid, words) values (${doc}, ?)`);
  const removeWords = connection.prepare(
    `insert into search_words (search_words, rowid, words) values ('delete', ${doc}, ?)`,
  );
  const removeCard = connection.prepare(`delete from search_card where rowid = ${doc}`);
  const addCard = connection.prepare(`insert into search_card (rowid, words) values (${doc}, ?)`);
  const leaveQueue = connection.prepare('delete from search_queue where portal_no = ? and no = ?');
  const enterQueue = connection.prepare(
    'insert into search_queue (portal_no, no, process_no, at) values (?, ?, ?, ?) on conflict do nothing',
  );
  const text = connection.prepare(
    `select e.activity_no, e.level, e.message, d.details from entry e left join entry_details d
       on d.portal_no = e.portal_no and d.process_no = e.process_no and d.at = e.at and d.entry_no = e.entry_no
     where e.portal_no = ? and e.process_no = ? and e.at = ? and e.entry_no = ?`,
  );

  const entriesOf = connection.prepare(
    `select at, entry_no as no from entry where portal_no = ? and process_no = ? and (at, entry_no) > (?, ?)
     order by at, entry_no limit ?`,
  );
  const cardText = connection.prepare(
    'select title, client_name as client from card where portal_no = ? and card_no = ?',
  );

  /** Where an entry is, or where it could be put; null: all places are taken. */
  function place({ portalNo, processNo, key }: EntryAt): { place: SearchPlace; row: IndexRow | null } | null {
    requirePortal(portalNo);
    const second = placeOf(key.at);
    let free: SearchPlace | null = null;
    for (let n = 0; n < tries; n++) {
      const at = second + ((key.no + n * step) % ties);
      const row = find.get(portalNo, at) as IndexRow | undefined;
      if (row === undefined) free ??= at;
      else if (row.process_no === processNo && row.at === key.at && row.entry_no === key.no) return { place: at, row };
    }
    return free === null ? null : { place: free, row: null };
  }

  function wordsOf(
    entry: EntryAt & Pick<TextRow, 'level' | 'message' | 'details'> & { activityNo: number },
    hidden: HiddenWords,
    marks: readonly string[],
  ): string {
    const words = wordsIn(searchedText(entry.message, entry.details === null ? null : JSON.parse(entry.details)));
    return [
      searchTokens.process(entry.processNo),
      searchTokens.activity(entry.activityNo),
      searchTokens.level(entry.level),
      ...marks.map(searchTokens.mark),
      ...indexedWords(words, hidden),
    ].join(' ');
  }

  /** Takes an entry out, while it still reads as it did when it was put in. */
  function takeOut(at: EntryAt): boolean {
    const { portalNo, processNo, key } = at;
    const found = place(at);
    if (found === null || found.row === null) return false;
    const stored = text.get(portalNo, processNo, key.at, key.no) as TextRow | undefined;
    if (stored !== undefined) {
      const words = wordsOf({ ...at, ...stored, activityNo: stored.activity_no }, found.row.hidden, marksIn(found.row));
      removeWords.run(portalNo, found.place, words);
    }
    remove.run(portalNo, found.place);
    return true;
  }

  function keysOf(portalNo: number, processNo: number, after: EntryKey | null, limit: number): EntryKey[] {
    const { at, no } = after ?? { at: Number.MIN_SAFE_INTEGER, no: 0 };
    return entriesOf.all(portalNo, processNo, at, no, limit) as EntryKey[];
  }

  return {
    /**
     * Takes out what comes after an entry of a process, at most so many, before they are deleted.
     * @returns the last of them; null when there was none
     */
    takeOutProcess(portalNo: number, processNo: number, after: EntryKey | null, limit: number): EntryKey | null {
      const keys = keysOf(portalNo, processNo, after, limit);
      for (const key of keys) {
        takeOut({ portalNo, processNo, key });
        leaveQueue.run(portalNo, key.no);
      }
      return keys.at(-1) ?? null;
    },

    putInQueue: ({ portalNo, processNo, key }: EntryAt): void =>
      void enterQueue.run(portalNo, key.no, processNo, key.at),
    putCardInQueue: (portalNo: number, cardNo: number): void => void enterQueue.run(portalNo, cardNo, 0, 0),
    has: (at: EntryAt): boolean => (place(at)?.row ?? null) !== null,

    /** Before a text of an entry is changed: it is put in again with its new one. */
    putAgain(at: EntryAt): void {
      takeOut(at);
      enterQueue.run(at.portalNo, at.key.no, at.processNo, at.key.at);
    },

    takeOutCard(portalNo: number, cardNo: number): void {
      removeCard.run(portalNo, cardNo);
      leaveQueue.run(portalNo, cardNo);
    },

    putCardAgain(portalNo: number, cardNo: number): void {
      removeCard.run(portalNo, cardNo);
      enterQueue.run(portalNo, cardNo, 0, 0);
    },

    put(portalNo: number, entry: IndexedEntry): void {
      const { processNo, key } = entry;
      const at = { portalNo, processNo, key };
      const stored = text.get(portalNo, processNo, key.at, key.no) as TextRow | undefined;
      // Changed since it was read: it stays in the queue, and is read again.
      if (stored !== undefined && isOther(stored, entry)) return;
      const marks = entry.marks.join(' ');
      leaveQueue.run(portalNo, key.no);
      if (stored === undefined) return;
      const found = place(at);
      if (found === null) return;
      if (found.row !== null) {
        if (found.row.hidden === entry.hidden && (found.row.marks ?? '') === marks) return;
        takeOut(at);
      }
      add.run(portalNo, found.place, processNo, key.at, key.no, entry.hidden, marks || null);
      addWords.run(portalNo, found.place, wordsOf({ ...at, ...entry }, entry.hidden, entry.marks));
    },

    putCard(portalNo: number, { cardNo, title, client, words, marks }: IndexedCard): void {
      const stored = cardText.get(portalNo, cardNo) as Pick<IndexedCard, 'title' | 'client'> | undefined;
      if (stored !== undefined && (stored.title !== title || stored.client !== client)) return;
      leaveQueue.run(portalNo, cardNo);
      removeCard.run(portalNo, cardNo);
      addCard.run(portalNo, cardNo, [...marks.map(searchTokens.mark), ...words].join(' '));
    },

    leaveQueue: (portalNo: number, no: number): void => void leaveQueue.run(portalNo, no),
  };
}

function isOther(stored: TextRow, entry: IndexedEntry): boolean {
  return stored.message !== entry.message || stored.details !== entry.details || stored.level !== entry.level;
}

function marksIn({ marks }: IndexRow): string[] {
  return marks === null ? [] : marks.split(' ');
}
