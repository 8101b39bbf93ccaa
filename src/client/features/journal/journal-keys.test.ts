import { describe, expect, it } from 'vitest';
import { commandOf, rowCommandOf } from './journal-keys.ts';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('keys of the journal', () => {
  it('are the same keys under both layouts', () => {
    expect(commandOf({ ...plain, key: 'j', code: 'KeyJ' })).toEqual({ do: 'move', by: 1 });
    expect(commandOf({ ...plain, key: 'о', code: 'KeyJ' })).toEqual({ do: 'move', by: 1 });
    expect(commandOf({ ...plain, key: 'т', code: 'KeyN' })).toEqual({ do: 'failure', direction: 1 });
    expect(commandOf({ ...plain, key: 'N', code: 'KeyN', shiftKey: true })).toEqual({ do: 'failure', direction: -1 });
    expect(commandOf({ ...plain, key: '/', code: 'Slash' })).toEqual({ do: 'search' });
    expect(commandOf({ ...plain, key: '3', code: 'Digit3' })).toEqual({ do: 'reading', reading: 'scale' });
  });

  it('leave to the browser what is the browser’s', () => {
    expect(commandOf({ ...plain, key: 'c', code: 'KeyC', ctrlKey: true })).toBe(null);
    expect(commandOf({ ...plain, key: '?', code: 'Slash', shiftKey: true })).toBe(null);
    expect(rowCommandOf({ ...plain, key: 'Tab', code: 'Tab' })).toBe(null);
    expect(rowCommandOf({ ...plain, key: 'ArrowDown', code: 'ArrowDown', shiftKey: true })).toBe(null);
  });

  it('walk the rows', () => {
    expect(rowCommandOf({ ...plain, key: 'ArrowDown', code: 'ArrowDown' })).toEqual({ do: 'move', by: 1 });
    expect(rowCommandOf({ ...plain, key: 'End', code: 'End' })).toEqual({ do: 'end', of: 'last' });
  });
});
