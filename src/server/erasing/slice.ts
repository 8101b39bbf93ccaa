import type { ErasureCounts } from '#contract/erasure.ts';
import { type JournalStore, messageInList, type StoredText, type TextPlace } from '#server/store/journal-store.ts';
import type { Eraser } from './eraser.ts';

/** Rows looked at in one go: what others wait for meanwhile. */
const rowsAtOnce = 100;
/** A row that is written meanwhile is looked at again; who writes one row all the time does not hold us for ever. */
const mostTries = 5;

type Change = StoredText & { put: string };
type Texts = Pick<JournalStore, 'texts'>;

/** Whose texts were touched, each once: an entry's message and its details lie apart. */
export type Touched = Record<'cards' | 'processes' | 'entries', Set<string>> & { texts: number };

export function touchNothing(): Touched {
  return { cards: new Set(), processes: new Set(), entries: new Set(), texts: 0 };
}

export function countsOf({ cards, processes, entries, texts }: Touched): ErasureCounts {
  return { cards: cards.size, processes: processes.size, entries: entries.size, texts };
}

/** Looks through a part of a portal without changing it; where to go on, null at the end. */
export async function lookAtSlice(
  { texts }: Texts,
  portalNo: number,
  erase: Eraser,
  after: TextPlace | null,
  touched: Touched,
): Promise<TextPlace | null> {
  const { texts: stored, next } = await texts.read(portalNo, after, rowsAtOnce);
  const changes = changesIn(stored, erase);
  touch(texts, changes, touched);
  touched.texts += changes.length;
  return next;
}

/** Erases a part of a portal. What was done once comes out as it is, so a part may be done again. */
export async function eraseSlice(
  { texts }: Texts,
  portalNo: number,
  erase: Eraser,
  after: TextPlace | null,
  touched: Touched,
): Promise<TextPlace | null> {
  for (let left = mostTries; ; left -= 1) {
    const { texts: stored, next } = await texts.read(portalNo, after, rowsAtOnce);
    const changes = changesIn(stored, erase);
    if (changes.length === 0) return next;
    const written = await texts.write(portalNo, changes);
    touch(texts, changes, touched);
    touched.texts += written;
    for (const echo of echoesOf(texts, changes, erase)) {
      const also = await texts.write(portalNo, [echo]);
      if (also > 0) touch(texts, [echo], touched);
      touched.texts += also;
    }
    if (written === changes.length) return next;
    if (left === 0) throw new Error('texts that are to be erased change all the time');
  }
}

function changesIn(stored: readonly StoredText[], erase: Eraser): Change[] {
  return stored.flatMap((one) => {
    const put = erase(one.text);
    return put === one.text ? [] : [{ ...one, put }];
  });
}

/**
 * A process keeps the beginning of its first failure and of its newest message. Where that was cut within a number, only the
 * whole message tells whose it is.
 */
function echoesOf(texts: JournalStore['texts'], changes: readonly Change[], erase: Eraser): Change[] {
  return changes.flatMap(({ place, column, text, put }) => {
    const cut = messageInList(text);
    if (column !== 'message' || cut === text) return [];
    const echo = { place: texts.ofProcess(Number(place.key[0])), text: erase(cut), put: messageInList(put) };
    if (echo.text === echo.put) return [];
    return ['failure_message', 'last_message'].map((column) => ({ ...echo, column }));
  });
}

function touch(texts: JournalStore['texts'], changes: readonly Change[], touched: Touched): void {
  for (const { place } of changes) {
    const table = texts.tableOf(place);
    const key = place.key.join();
    if (table === 'card') touched.cards.add(key);
    else if (table === 'process') touched.processes.add(key);
    else if (table === 'entry' || table === 'entry_details') touched.entries.add(key);
  }
}
