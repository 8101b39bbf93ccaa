import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ProcessInList } from '#contract/process.ts';
import type { Language } from '#server/http/language.ts';
import type { Change, JournalStore, ProcessRow } from '#server/store/journal-store.ts';

/** Changes of a process within this time become one message. */
const gatherMs = 200;
/** Processes whose changes a reader missed and is told of one by one; beyond it he is told to start anew. */
const mostMissed = 500;
/** Changes told before what was sent gets its turn to go out. */
const toldAtOnce = 16;

export type Message = { event: 'changed' | 'reset' | 'bye'; id: number | null; data: unknown };
export type Watcher = {
  portalNo: number;
  cardType: string;
  cardId: string;
  language: Language;
  send(message: Message): void;
  /** Resolves when he can take more. */
  drained(): Promise<void>;
};

export type Hub = {
  /** Told after each commit. */
  publish(changes: readonly Change[]): void;
  /** Sends what changes on a card from now on, and first what changed after `since`; the answer ends it. */
  watch(watcher: Watcher, since: number | null): Promise<() => void>;
  /** Ends what is watched of a portal: who comes back gets what he may see from now on. */
  restart(portalNo: number): void;
  /** Says good-bye to everybody. */
  close(): void;
  watchers(): number;
};

/** Somebody who watches. Messages wait in `held` until what he missed is told: numbers only grow, whatever was sent last. */
type Seat = { watcher: Watcher; held: Message[] | null; lastId: number };

/** Fans committed changes out to those who look at the card. */
export function createHub(options: {
  store: Pick<JournalStore, 'cards' | 'processes'>;
  present(portalNo: number, row: ProcessRow, language: Language): Promise<ProcessInList>;
}): Hub {
  const { store, present } = options;
  const seats = new Map<string, Set<Seat>>();
  const portalsWatched = new Map<number, number>();
  let changed = new Map<string, Change>();
  let timer: NodeJS.Timeout | null = null;
  let telling: Promise<void> = Promise.resolve();

  const keyOf = (portalNo: number, type: string, id: string) => JSON.stringify([portalNo, type, id]);

  /** One batch after another, each in the order of its numbers: who comes back with a number has seen all before it. */
  function tellSoon(): void {
    timer = null;
    const batch = [...changed.values()].toSorted((a, b) => a.changedNo - b.changedNo);
    changed = new Map();
    telling = telling.then(async () => await tell(batch)).catch(() => undefined);
  }

  async function tell(batch: readonly Change[]): Promise<void> {
    for (const [place, { portalNo, processNo, changedNo }] of batch.entries()) {
      // What was sent goes out between two turns; without them a burst would look like a reader who does not read.
      if (place % toldAtOnce === toldAtOnce - 1) await nextTurn();
      const row = await store.processes.byNo(portalNo, processNo);
      if (row === null || row.card === null) continue;
      // Under the number of this batch: a change that came since has its own and is told once more.
      const { card } = row;
      const watching = () => [...(seats.get(keyOf(portalNo, card.type, card.id)) ?? [])];
      const shown = new Map<Language, ProcessInList>();
      for (let next = watching()[0]; next !== undefined;) {
        const { language } = next.watcher;
        shown.set(language, await present(portalNo, row, language));
        // Somebody may have come meanwhile.
        next = watching().find(({ watcher }) => !shown.has(watcher.language));
      }
      for (const seat of watching()) {
        const process = shown.get(seat.watcher.language);
        if (process !== undefined) give(seat, messageOf(process, changedNo));
      }
    }
  }

  const messageOf = (process: ProcessInList, id: number): Message => ({ event: 'changed', id, data: { process } });

  function give(seat: Seat, message: Message): void {
    if (seat.held === null) send(seat, message);
    else if (seat.held.length < mostMissed) seat.held.push(message);
    else seat.held = [{ event: 'reset', id: null, data: {} }, message];
  }

  function send(seat: Seat, message: Message): void {
    if (message.id !== null && message.id <= seat.lastId) return;
    seat.lastId = message.id ?? seat.lastId;
    seat.watcher.send(message);
  }

  async function tellMissed(seat: Seat, since: number): Promise<void> {
    const { portalNo, cardType, cardId } = seat.watcher;
    const card = await store.cards.find(portalNo, cardType, cardId);
    if (card === null) return;
    const missed = await store.processes.changedOfCard(portalNo, card.cardNo, since, mostMissed + 1);
    if (missed.length > mostMissed) seat.watcher.send({ event: 'reset', id: null, data: {} });
    else {
      for (const row of missed) {
        const process = await present(seat.watcher.portalNo, row, seat.watcher.language);
        send(seat, messageOf(process, row.changedNo));
        await seat.watcher.drained();
      }
    }
  }

  return {
    publish(changes) {
      for (const change of changes) {
        // Nobody looks at this portal: nothing to gather.
        if (!portalsWatched.has(change.portalNo)) continue;
        changed.set(`${change.portalNo}:${change.processNo}`, change);
      }
      if (changed.size > 0) timer ??= setTimeout(tellSoon, gatherMs);
    },

    async watch(watcher, since) {
      const key = keyOf(watcher.portalNo, watcher.cardType, watcher.cardId);
      const others = seats.get(key) ?? new Set();
      // First listened to, then asked for what was missed: nothing falls between the two.
      const seat: Seat = { watcher, held: since === null ? null : [], lastId: since ?? 0 };
      others.add(seat);
      seats.set(key, others);
      portalsWatched.set(watcher.portalNo, (portalsWatched.get(watcher.portalNo) ?? 0) + 1);
      const leave = () => {
        if (!others.delete(seat)) return;
        if (others.size === 0 && seats.get(key) === others) seats.delete(key);
        const left = (portalsWatched.get(watcher.portalNo) ?? 1) - 1;
        if (left > 0) portalsWatched.set(watcher.portalNo, left);
        else portalsWatched.delete(watcher.portalNo);
      };
      try {
        if (since !== null) await tellMissed(seat, since);
      } catch (error) {
        leave();
        throw error;
      }
      const held = seat.held ?? [];
      seat.held = null;
      for (const message of held) send(seat, message);
      return leave;
    },

    restart(portalNo) {
      for (const set of seats.values())
        for (const { watcher } of set)
          if (watcher.portalNo === portalNo) watcher.send({ event: 'bye', id: null, data: {} });
    },

    close() {
      if (timer !== null) clearTimeout(timer);
      for (const set of seats.values())
        for (const { watcher } of set) watcher.send({ event: 'bye', id: null, data: {} });
    },

    watchers: () => [...seats.values()].reduce((sum, set) => sum + set.size, 0),
  };
}
