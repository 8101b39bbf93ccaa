import type { ErasureCounts } from '#contract/erasure.ts';
import type { ErasedSubject, JournalStore, PortalRow, TextPlace } from '#server/store/journal-store.ts';
import { createEraser } from './eraser.ts';
import { inLedger, type LedgerKey } from './ledger.ts';
import { countsOf, eraseSlice, touchNothing } from './slice.ts';

const cardsAtOnce = 500;
const processesAtOnce = 5;

export type Reapplied = {
  /** Lines of the ledger that could be held against what is stored. */
  lines: number;
  /** Lines made with a key that is not here: nobody can tell whom they are about. */
  unreadable: number;
  counts: ErasureCounts;
};

/**
 * Erases anew whoever the ledger names, from a store that is older than it: every number, e-mail and card that is stored is
 * hashed and looked up. Done twice, it finds nothing. `rest` is between two parts.
 */
export async function reapplyLedger(
  store: Pick<JournalStore, 'portals' | 'texts' | 'erasures' | 'scan'>,
  all: readonly ErasedSubject[],
  keys: readonly LedgerKey[],
  rest: () => Promise<void>,
): Promise<Reapplied> {
  const lines = all.filter((line) => keys.some(({ id }) => id === line.keyId));
  const touched = touchNothing();
  const deleted = { cards: 0, processes: 0, entries: 0 };

  async function eraseTexts({ portal, portalNo }: PortalRow): Promise<void> {
    const phone = inLedger(lines, keys, portal, 'phone');
    const email = inLedger(lines, keys, portal, 'email');
    if (phone === null && email === null) return;
    const erase = createEraser({ phone, email, cutEnd: null });
    for (let place: TextPlace | null = null; ;) {
      place = await eraseSlice(store, portalNo, erase, place, touched);
      if (place === null) return;
      await rest();
    }
  }

  async function eraseCards({ portal, portalNo }: PortalRow): Promise<void> {
    const isErased = inLedger(lines, keys, portal, 'card');
    if (isErased === null) return;
    for (let after = 0; ;) {
      const cards = await store.scan.cards(portalNo, after, cardsAtOnce);
      for (const { type, id } of cards) if (isErased(`${type}:${id}`)) await deleteCard(portalNo, type, id);
      const last = cards.at(-1);
      if (last === undefined || cards.length < cardsAtOnce) return;
      after = last.cardNo;
      await rest();
    }
  }

  async function deleteCard(portalNo: number, type: string, id: string): Promise<void> {
    for (;;) {
      const { cards, processes, entries } = await store.erasures.deleteCard(portalNo, type, id, processesAtOnce);
      deleted.cards += cards;
      deleted.processes += processes;
      deleted.entries += entries;
      if (cards > 0 || processes === 0) return;
      await rest();
    }
  }

  for (const portal of await store.portals.list()) {
    // First what goes whole: its texts need not be looked through.
    await eraseCards(portal);
    await eraseTexts(portal);
  }
  await store.erasures.addToLedger(all);
  const { cards, processes, entries, texts } = countsOf(touched);
  return {
    lines: lines.length,
    unreadable: all.length - lines.length,
    counts: {
      cards: cards + deleted.cards,
      processes: processes + deleted.processes,
      entries: entries + deleted.entries,
      texts,
    },
  };
}
