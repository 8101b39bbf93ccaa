import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Mask } from '#server/access/mask.ts';
import { foldText } from '#server/store/fold-text.ts';
import type { JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import type { JournalOutline } from './outlines.ts';
import { readDetails } from './present.ts';

const rowsAtOnce = 2_000;
/** Masking takes longer than looking: others get their turn more often. */
const maskedAtOnce = 200;
/** Searches whose results are kept for the pages that follow, and the positions that they may hold together. */
const mostKept = 50;
const mostPositions = 500_000;

export type JournalSearch = {
  /**
   * Positions of the entries in which a text occurs, ascending: in the message, the activity, or the details. `mask`: of
   * whoever searches; what is hidden from him is not found either.
   */
  find(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    text: string,
    mask: Mask | null,
  ): Promise<readonly number[]>;
  /** Forgets all: what is stored was changed where it stood, or memory is given back. */
  letGo(): void;
};

/** Looks through one journal as its reader sees it; case and «ё» do not matter. */
export function createJournalSearch(store: Pick<JournalStore, 'entries'>): JournalSearch {
  const kept = new Map<string, { found: Promise<readonly number[]>; positions: number }>();

  function forget(): void {
    let searches = 0;
    let positions = 0;
    for (const [key, search] of [...kept].toReversed()) {
      searches += 1;
      positions += search.positions;
      if (searches > 1 && (searches > mostKept || positions > mostPositions)) kept.delete(key);
    }
  }

  async function scan(
    portalNo: number,
    process: ProcessRow,
    journal: JournalOutline,
    text: string,
    mask: Mask | null,
  ): Promise<readonly number[]> {
    const masked = mask?.search(text) ?? null;
    const needle = foldText(text);
    // Details are searched as they are stored: JSON, in which a quotation mark is written with a backslash.
    const inJson = JSON.stringify(needle).slice(1, -1);
    const activityHas = new Map<number, boolean>();
    for (const [no, { name, title, code }] of journal.activities) {
      const names = foldText(`${name}\n${code ?? ''}`);
      const inTitle = title !== null && foldText(title).includes(needle) && masked?.text(title) !== false;
      activityHas.set(no, inTitle || names.includes(needle));
    }
    const positions: number[] = [];
    let after: { at: number; no: number } | null = null;
    for (;;) {
      const rows = await store.entries.texts(portalNo, process.processNo, after, rowsAtOnce);
      for (const [place, row] of rows.entries()) {
        if (masked !== null && place % maskedAtOnce === maskedAtOnce - 1) await nextTurn();
        const has =
          activityHas.get(row.activityNo) === true ||
          // Masking costs more than looking: only what has the text at all is masked.
          (row.message !== null && foldText(row.message).includes(needle) && masked?.text(row.message) !== false) ||
          (row.details !== null &&
            foldText(row.details).includes(inJson) &&
            masked?.data(readDetails(row.details)) !== false);
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
    find(portalNo, process, journal, text, mask) {
      const key = JSON.stringify([portalNo, process.processNo, process.changedNo, text, mask?.key ?? null]);
      const known = kept.get(key);
      if (known !== undefined) return known.found;
      const search = { found: scan(portalNo, process, journal, text, mask), positions: 0 };
      kept.set(key, search);
      search.found.then(
        ({ length }) => {
          search.positions = length;
          forget();
        },
        () => kept.delete(key),
      );
      return search.found;
    },
    letGo: () => kept.clear(),
  };
}
