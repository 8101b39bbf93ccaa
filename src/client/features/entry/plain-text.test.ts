import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText, matchPieces, oneLine } from './plain-text.ts';

describe('text of a row', () => {
  it('stays on one line in a row', () => {
    expect(oneLine(' a\n\n b\tc ')).toBe('a b c');
  });
});

describe('a long text', () => {
  it('is folded after its first lines', () => {
    const text = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    const folded = foldText(text, 20);
    expect(folded.shown.split('\n')).toHaveLength(20);
    expect(folded.hiddenLines).toBe(10);
    expect(foldText('short')).toEqual({ shown: 'short', hiddenLines: 0, hiddenCharacters: 0 });
  });

  it('is folded within a line that is too long, and never within a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 5 }), fc.nat(8), (text, characters) => {
        const folded = foldText(text, 2, characters + 1);
        expect(folded.shown.isWellFormed() || !text.isWellFormed()).toBe(true);
        expect(folded.shown.length + folded.hiddenCharacters).toBe(text.length);
      }),
    );
  });
});

describe('a searched text', () => {
  it('is marked wherever it stands, in any case', () => {
    expect(matchPieces('Окно ОКНО окн', 'окно')).toEqual([
      { text: 'Окно', hit: true },
      { text: ' ', hit: false },
      { text: 'ОКНО', hit: true },
      { text: ' окн', hit: false },
    ]);
    expect(matchPieces('abc', '  ')).toEqual([{ text: 'abc', hit: false }]);
  });

  it('leaves the text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ maxLength: 3 }), (text, q) => {
        expect(
          matchPieces(text, q)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });
});
