import type { ProcessInList } from '#contract/process.ts';
import type { Language } from '#server/http/language.ts';
import type { Change, JournalStore, ProcessRow } from '#server/store/journal-store.ts';

/** Changes of a process within this time become one message. */
const gatherMs = 200;
/** Processes whose changes a reader missed and is told of one by one; beyond it he is told to start anew. */
const mostMissed = 500;

export type Message = { event: 'changed' | 'reset' | 'bye'; id: number | null; data: unknown };
export type Watcher = {
  portalNo: number;
  cardType: string;
  cardId: string;
  language: Language;
  send(message: Message): void;
};

export type Hub = {
  /** Told after each commit. */
  publish(changes: readonly Change[]): void;
  /** Sends what changes on a card from now on, and first what changed after `since`; the answer ends it. */
  watch(watcher: Watcher, since: number | null): Promise<() => void>;
  /** Says good-bye to everybody. */
  close(): void;
  watchers(): number;
};

/** Fans committed changes out to those who look at the card. */
export function createHub(options: {
  store: Pick<JournalStore, 'cards' | 'processes'>;
  present(row: ProcessRow, language: Language): ProcessInList;
}): Hub {
  const { store, present } = options;
  const watchers = new Map<string, Set<Watcher>>();
  const portalsWatched = new Map<number, number>();
  let changed = new Map<string, Change>();
  let timer: NodeJS.Timeout | null = null;

  const keyOf = (portalNo: number, type: string, id: string) => JSON.stringify([portalNo, type, id]);

  async function tell(): Promise<void> {
    timer = null;
    const batch = changed;
    changed = new Map();
    for (const { portalNo, processNo } of batch.values()) {
      const row = await store.processes.byNo(portalNo, processNo);
      if (row === null || row.card === null) continue;
      for (const watcher of watchers.get(keyOf(portalNo, row.card.type, row.card.id)) ?? []) send(watcher, row);
    }
  }

  function send(watcher: Watcher, row: ProcessRow): void {
    watcher.send({ event: 'changed', id: row.changedNo, data: { process: present(row, watcher.language) } });
  }

  return {
    publish(changes) {
      for (const change of changes) {
        // Nobody looks at this portal: nothing to gather.
        if (!portalsWatched.has(change.portalNo)) continue;
        changed.set(`${change.portalNo}:${change.processNo}`, change);
      }
      if (changed.size > 0) timer ??= setTimeout(() => void tell().catch(() => undefined), gatherMs);
    },

    async watch(watcher, since) {
      const key = keyOf(watcher.portalNo, watcher.cardType, watcher.cardId);
      const others = watchers.get(key) ?? new Set();
      // First listened to, then asked for what was missed: a change between the two comes twice rather than never.
      others.add(watcher);
      watchers.set(key, others);
      portalsWatched.set(watcher.portalNo, (portalsWatched.get(watcher.portalNo) ?? 0) + 1);
      if (since !== null) {
        const card = await store.cards.find(watcher.portalNo, watcher.cardType, watcher.cardId);
        const missed =
          card === null
            ? []
            : await store.processes.changedOfCard(watcher.portalNo, card.cardNo, since, mostMissed + 1);
        if (missed.length > mostMissed) watcher.send({ event: 'reset', id: null, data: {} });
        else for (const row of missed) send(watcher, row);
      }
      return () => {
        if (!others.delete(watcher)) return;
        if (others.size === 0) watchers.delete(key);
        const left = (portalsWatched.get(watcher.portalNo) ?? 1) - 1;
        if (left > 0) portalsWatched.set(watcher.portalNo, left);
        else portalsWatched.delete(watcher.portalNo);
      };
    },

    close() {
      if (timer !== null) clearTimeout(timer);
      for (const set of watchers.values())
        for (const watcher of set) watcher.send({ event: 'bye', id: null, data: {} });
    },

    watchers: () => [...watchers.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
