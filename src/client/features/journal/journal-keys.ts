import type { Reading } from './journal-search.ts';

export type JournalCommand =
  | { do: 'move'; by: number }
  | { do: 'end'; of: 'first' | 'last' }
  | { do: 'fold' | 'unfold' | 'open' | 'search' | 'copy' | 'flag' }
  | { do: 'failure' | 'match'; direction: 1 | -1 }
  | { do: 'reading'; reading: Reading };

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Letters by their place on the keyboard: under the Russian layout they have other names but the same keys. */
const letters: Readonly<Record<string, JournalCommand>> = {
  KeyJ: { do: 'move', by: 1 },
  KeyK: { do: 'move', by: -1 },
  KeyC: { do: 'copy' },
  KeyF: { do: 'flag' },
  Digit1: { do: 'reading', reading: 'robots' },
  Digit2: { do: 'reading', reading: 'entries' },
  Digit3: { do: 'reading', reading: 'scale' },
};

const rowKeys: Readonly<Record<string, JournalCommand>> = {
  ArrowDown: { do: 'move', by: 1 },
  ArrowUp: { do: 'move', by: -1 },
  PageDown: { do: 'move', by: 12 },
  PageUp: { do: 'move', by: -12 },
  ArrowLeft: { do: 'fold' },
  ArrowRight: { do: 'unfold' },
  Home: { do: 'end', of: 'first' },
  End: { do: 'end', of: 'last' },
  Enter: { do: 'open' },
};

/** What a key asks for anywhere in the journal, where it is not typed into a field. */
export function commandOf(key: Key): JournalCommand | null {
  if (key.key === 'F3') return { do: 'match', direction: key.shiftKey ? -1 : 1 };
  if (key.ctrlKey || key.metaKey || key.altKey) return null;
  if (key.code === 'KeyN') return { do: 'failure', direction: key.shiftKey ? -1 : 1 };
  if (key.code === 'KeyP') return { do: 'failure', direction: key.shiftKey ? 1 : -1 };
  if (key.shiftKey) return null;
  // In the Russian layout the slash is elsewhere: the key that has it in the Latin one works as well.
  if (key.key === '/' || key.code === 'Slash') return { do: 'search' };
  return letters[key.code] ?? null;
}

/** What a key asks for while the list has the focus. */
export function rowCommandOf(key: Key): JournalCommand | null {
  if (key.ctrlKey || key.metaKey || key.altKey || key.shiftKey) return null;
  return rowKeys[key.key] ?? null;
}
