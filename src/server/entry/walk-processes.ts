import { setImmediate as nextTurn } from 'node:timers/promises';
import { mostAmong, type Sight } from '#server/access/sight.ts';
import type { JournalStore, ProcessFilter, ProcessRow } from '#server/store/journal-store.ts';

/** Processes of a card read at once, and processes of a portal looked at in one go. */
const rowsAtOnce = 200;

export type PortalFilter = ProcessFilter & { cardType: string | null };

/** Processes of a card, newest first. */
export async function* processesOfCard(
  { processes }: Pick<JournalStore, 'processes'>,
  portalNo: number,
  cardNo: number,
  filter: ProcessFilter,
): AsyncGenerator<ProcessRow> {
  for (let after: { sortAt: number; processNo: number } | null = null; ;) {
    const rows: ProcessRow[] = await processes.ofCard(portalNo, cardNo, filter, after, rowsAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    after = { sortAt: last.sortAt, processNo: last.processNo };
  }
}

/** Processes of a portal in the order they came in. What comes in or changes meanwhile may be among them or not. */
async function* processesOfPortal(
  { processes }: Pick<JournalStore, 'processes'>,
  portalNo: number,
  filter: PortalFilter,
): AsyncGenerator<ProcessRow[]> {
  for (let after: number | null = 0; after !== null;) {
    const part: { rows: ProcessRow[]; last: number | null } = await processes.ofPortal(
      portalNo,
      filter,
      after,
      rowsAtOnce,
    );
    yield part.rows;
    after = part.last;
    await nextTurn();
  }
}

/** Those of a portal that stand on a card that the caller sees. */
export async function* seenProcesses(
  store: Pick<JournalStore, 'cards' | 'processes'>,
  portalNo: number,
  filter: PortalFilter,
  sight: Sight,
): AsyncGenerator<ProcessRow> {
  if (sight.only !== null) {
    for (const { type, id } of sight.only) {
      if (filter.cardType !== null && filter.cardType !== type) continue;
      const card = await store.cards.find(portalNo, type, id);
      if (card !== null) yield* processesOfCard(store, portalNo, card.cardNo, filter);
    }
    return;
  }
  for await (const rows of processesOfPortal(store, portalNo, filter)) {
    if (sight.all) {
      yield* rows;
      continue;
    }
    const cards = new Map(rows.flatMap(({ card }) => (card === null ? [] : [[card.cardNo, card] as const])));
    const known = new Set<number>();
    for (let from = 0; from < cards.size; from += mostAmong) {
      const few = [...cards.values()].slice(from, from + mostAmong);
      for (const { cardNo } of await sight.among(few)) known.add(cardNo);
    }
    yield* rows.filter(({ card }) => card !== null && known.has(card.cardNo));
  }
}
