import { setImmediate as nextTurn } from 'node:timers/promises';
import { foldText } from '#server/store/fold-text.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import type { JournalOutline } from './outlines.ts';

const rowsAtOnce = 2_000;
/** Searches whose results are kept for the pages that follow. */
const mostKept = 50;

export type JournalSearch = {
  /** Positions of the entries in which a text occurs, ascending: in the message, the activity, or the details. */
  find(portalNo: number, process: ProcessRow, journal: JournalOutline, text: string): Promise<readonly number[]>;
};

/** Looks through one journal as its reader sees it; case and «ё» do not matter. */
export function createJournalSearch(store: Pick<JournalStore, 'entries'>): JournalSearch {
  const kept = new Map<string, Promise<readonly number[]>>();

  async function scan(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    text: string,
  ): Promise<readonly number[]> {
    const needle = foldText(text);
    // Details are searched as they are stored: JSON, in which a quotation mark is written with a backslash.
    const inJson = JSON.stringify(needle).slice(1, -1);
    const activityHas = new Map<number, boolean>();
    for (const [no, { name, title, code }] of journal.activities) {
      activityHas.set(no, foldText(`${name}\n${title ?? ''}\n${code ?? ''}`).includes(needle));
    }
    const positions: number[] = [];
    let after: { at: number; no: number } | null = null;
    for (;;) {
      const rows = await store.entries.texts(portalNo, process.processNo, after, rowsAtOnce);
      for (const row of rows) {
        const has =
          activityHas.get(row.activityNo) === true ||
          (row.message !== null && foldText(row.message).includes(needle)) ||
          (row.details !== null && foldText(row.details).includes(inJson));
        if (!has) continue;
        const position = journal.outline.positionOf(row);
        if (position !== -1) positions.push(position);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) return positions;
      after = { at: last.at, no: last.no };
      await nextTurn();
    }
  }

  return {
    find(portalNo, process, journal, text) {
      const key = JSON.stringify([portalNo, process.processNo, process.changedNo, text]);
      let found = kept.get(key);
      if (found === undefined) {
        found = scan(portalNo, process, journal, text);
        found.catch(() => kept.delete(key));
        kept.set(key, found);
        const oldest = kept.keys().next();
        if (kept.size > mostKept && oldest.done === false) kept.delete(oldest.value);
      }
      return found;
    },
  };
}
