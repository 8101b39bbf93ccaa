import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleParts } from './visible-text.ts';

describe('text from outside', () => {
  it('shows what would turn or hide it', () => {
    expect(visibleParts('a\u202Eb\u200B')).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'hidden', code: 'U+202E' },
      { kind: 'text', text: 'b' },
      { kind: 'hidden', code: 'U+200B' },
    ]);
    expect(visibleParts('\u001B[31m')[0]).toEqual({ kind: 'hidden', code: 'U+001B' });
    expect(visibleParts('\u{E0041}')).toEqual([{ kind: 'hidden', code: 'U+E0041' }]);
  });

  it('leaves plain text whole: words, line ends, emoji that are joined', () => {
    for (const text of ['Счёт № 1', 'a\tb\nc', '👨‍👩‍👧', 'é']) expect(visibleParts(text)).toEqual([{ kind: 'text', text }]);
    expect(visibleParts('')).toEqual([]);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const back = visibleParts(text).map((part) =>
          part.kind === 'text' ? part.text : String.fromCodePoint(Number.parseInt(part.code.slice(2), 16)),
        );
        expect(back.join('')).toBe(text);
      }),
    );
  });
});
