import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ActivityRow, JournalStore, ProcessRow } from '#server/store/journal-store.ts';
import { Outline } from './outline.ts';

/** Rows read at once; between two reads others get their turn. */
const rowsAtOnce = 5_000;
/** Entries whose outlines are kept in memory, some 30 bytes each, and what their steps take. */
const mostEntries = 500_000;

export type JournalOutline = { outline: Outline; activities: ReadonlyMap<number, ActivityRow> };

export type Outlines = {
  /** The outline of a process's journal as it is now. */
  of(portalNo: number, process: ProcessRow): Promise<JournalOutline>;
  /** Forgets all of them: what is stored was changed where it stood, or memory is given back. */
  letGo(): void;
};

type Kept = JournalOutline & {
  activities: Map<number, ActivityRow>;
  changedNo: number;
  building: Promise<void> | null;
};

/**
 * Keeps the outlines of the journals read last. A journal that grew at its end is continued; one that got an entry in
 * between, or lost some, is outlined anew.
 */
export function createOutlines(store: Pick<JournalStore, 'entries' | 'processes'>): Outlines {
  const kept = new Map<string, Kept>();

  async function bring(portalNo: number, processNo: number, item: Kept): Promise<void> {
    await readOn(portalNo, processNo, item);
    for (let tries = 0; tries < 3; tries++) {
      // Read after the entries: its counts cover at least all that was read, so equal counts mean none is missing.
      const process = await store.processes.byNo(portalNo, processNo);
      if (process === null) return;
      const expected = Object.values(process.levels).reduce((sum, count) => sum + count, 0);
      item.changedNo = process.changedNo;
      // A report of a provider makes an entry a failure, or none, where it stands.
      const { outline } = item;
      if (outline.length === expected && outline.failures === process.levels.failure) return;
      const fresh = empty();
      await readOn(portalNo, processNo, fresh);
      item.outline = fresh.outline;
      item.activities = fresh.activities;
    }
  }

  async function readOn(portalNo: number, processNo: number, item: Kept): Promise<void> {
    for (;;) {
      const { outline, activities } = item;
      const after = outline.length === 0 ? null : outline.key(outline.length - 1);
      const rows = await store.entries.outline(portalNo, processNo, after, rowsAtOnce);
      const unknown = [...new Set(rows.map((row) => row.activityNo))].filter((no) => !activities.has(no));
      for (const [no, activity] of await store.entries.activities(portalNo, unknown)) activities.set(no, activity);
      outline.append(rows);
      if (rows.length < rowsAtOnce) return;
      await nextTurn();
    }
  }

  function forget(): void {
    let entries = 0;
    for (const [key, { outline }] of [...kept].toReversed()) {
      entries += outline.length;
      if (entries > mostEntries && kept.size > 1) kept.delete(key);
    }
  }

  return {
    async of(portalNo, process) {
      const key = `${portalNo}:${process.processNo}`;
      const item = kept.get(key) ?? empty();
      // Most recently used last.
      kept.delete(key);
      kept.set(key, item);
      while (item.building !== null) await item.building;
      if (item.changedNo !== process.changedNo) {
        item.building = bring(portalNo, process.processNo, item).finally(() => (item.building = null));
        await item.building;
        forget();
      }
      // Not the item itself: whoever reads on must not find another outline in it between two reads.
      return { outline: item.outline, activities: item.activities };
    },
    letGo: () => kept.clear(),
  };
}

function empty(): Kept {
  const activities = new Map<number, ActivityRow>();
  const outline = new Outline((activityNo) => activities.get(activityNo)?.name ?? String(activityNo));
  return { outline, activities, changedNo: -1, building: null };
}
