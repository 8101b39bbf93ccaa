import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleLine, visibleParts } from './visible-text.ts';

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

  it('keeps four marks over a letter and counts the rest', () => {
    const marks = '\u0336\u0322\u031B\u0355\u0359\u0348';
    expect(visibleParts(`з${marks}а`)).toEqual([
      { kind: 'text', text: `з${marks.slice(0, 4)}` },
      { kind: 'hidden', code: 'U+0359 ×2' },
      { kind: 'text', text: 'а' },
    ]);
    const many = 'a' + '\u0301'.repeat(60_000);
    const from = performance.now();
    expect(visibleParts(many)).toHaveLength(2);
    expect(performance.now() - from).toBeLessThan(500);
  });

  it('tells what was erased from what was written', () => {
    expect(visibleParts('на ‹erased:phone›, ждёт')).toEqual([
      { kind: 'text', text: 'на ' },
      { kind: 'erased', what: 'phone', text: '‹erased:phone›' },
      { kind: 'text', text: ', ждёт' },
    ]);
    expect(visibleLine('‹erased:email› и ‹erased:name›')).toBe('‹erased:email› и ‹erased:name›');
  });

  it('is one line where there is only text', () => {
    expect(visibleLine('счёт\u202Egnp.exe\n  вторая')).toBe('счёт[U+202E]gnp.exe вторая');
    expect(visibleLine('а'.repeat(1_000))).toBe(`${'а'.repeat(300)}…`);
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!/\p{M}{5}/u.test(text));
        const back = visibleParts(text).map((part) =>
          part.kind !== 'hidden' ? part.text : String.fromCodePoint(Number.parseInt(part.code.slice(2), 16)),
        );
        expect(back.join('')).toBe(text);
      }),
    );
  });
});
