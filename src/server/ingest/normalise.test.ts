import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, cleanValue, cutText, isWithinDepth, looksLossy } from './normalise.ts';

describe('isWithinDepth', () => {
  it.each([
    ['1', 0, true],
    ['[]', 0, false],
    ['{"a":[1,{"b":2}]}', 3, true],
    ['{"a":[1,{"b":2}]}', 2, false],
    ['[[],[],[[]]]', 3, true],
    ['"[[[["', 0, true],
    ['{"a\\"[[[":"\\\\","[":"]]"}', 1, true],
    ['{"a\\\\":[]}', 1, false],
    ['"unclosed [[[', 0, true],
    [']]]][[', 0, true],
  ])('%s within %i: %s', (json, limit, answer) => {
    expect(isWithinDepth(json, limit)).toBe(answer);
    expect(isWithinDepth(Buffer.from(json), limit)).toBe(answer);
  });

  it('agrees with the parser on any value', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.nat({ max: 8 }), (value, limit) => {
        const json = JSON.stringify(value);
        expect(isWithinDepth(json, limit)).toBe(depthOf(value) <= limit);
        expect(isWithinDepth(Buffer.from(json), limit)).toBe(depthOf(value) <= limit);
      }),
    );
  });

  it('takes a hundred thousand levels', () => {
    expect(isWithinDepth('['.repeat(100_000), 64)).toBe(false);
    expect(isWithinDepth('['.repeat(100_000), 100_000)).toBe(true);
  });
});

describe('cleanText and cleanValue', () => {
  it('maps NUL and halves of pairs', () => {
    expect(cleanText('a\0b\ud800c\udc00\ud83d\ude00')).toBe('a\u2400b\ufffdc\ufffd\ud83d\ude00');
  });

  it('gives the same reference when clean', () => {
    const value = { a: ['б', 1, null, { c: '😀', d: true }], ['__proto__x']: 'y' };
    expect(cleanValue(value)).toBe(value);
  });

  it('cleans keys and loses none of them', () => {
    expect(Object.entries(cleanValue({ x: 1, 'a\0': 2, 'a\u2400': 3, 'a\u2400 (2)': 4, b: ['\0'] }))).toEqual([
      ['x', 1],
      ['a\u2400', 2],
      ['a\u2400 (2)', 3],
      ['a\u2400 (2) (2)', 4],
      ['b', ['\u2400']],
    ]);
  });

  it('keeps `__proto__` as data', () => {
    const clean = cleanValue(JSON.parse('{"__proto__":{"polluted":"\\u0000"},"a":"\\u0000"}') as object);
    expect(Object.keys(clean)).toEqual(['__proto__', 'a']);
    expect(Object.getPrototypeOf(clean)).toBe(Object.prototype);
    expect(JSON.stringify(clean)).toBe('{"__proto__":{"polluted":"\u2400"},"a":"\u2400"}');
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('thousands of keys that become one are no quadratic work', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) =>
      Array.from(index.toString(2).padStart(15, '0'))
        .map((bit) => (bit === '0' ? '\ud800' : '\ud801'))
        .join(''),
    );
    const clean = cleanValue(Object.fromEntries(keys.map((key) => [key, 1])));
    expect(Object.keys(clean)).toHaveLength(20_000);
  });

  it('any value: clean after one run, as many keys as before', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 2 }),
        fc.constantFrom('\0', '\ud800', '\udfff', 'a', '\u2400'),
      ),
    });
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        text,
        fc.integer(),
        fc.constant(null),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.dictionary(text, tie('node'), { maxKeys: 4 }),
      ),
    })).node;
    const count = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.values(value).reduce<number>((sum, one) => sum + 1 + count(one), 0)
        : 0;
    fc.assert(
      fc.property(tree, (value) => {
        const clean = cleanValue(value);
        expect(cleanValue(clean)).toBe(clean);
        expect(count(clean)).toBe(count(value));
        expect(JSON.stringify(clean)).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      }),
    );
  });
});

describe('cutText', () => {
  it.each([
    ['абв', 6, 'абв', null],
    ['абв', 5, 'аб', 3],
    ['a😀b', 4, 'a', 3],
    ['a😀b', 5, 'a😀', 3],
    ['😀', 0, '', 1],
    ['', 0, '', null],
  ])('%s at %i', (text, bytes, cut, length) => {
    expect(cutText(text, bytes)).toEqual({ text: cut, length });
  });

  it('is the longest beginning that fits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat({ max: 80 }), (text, bytes) => {
        const cut = cutText(text, bytes);
        const characters = Array.from(text);
        const kept = Array.from(cut.text).length;
        expect(text.startsWith(cut.text)).toBe(true);
        expect(Buffer.byteLength(cut.text)).toBeLessThanOrEqual(bytes);
        expect(cut.length).toBe(kept === characters.length ? null : characters.length);
        if (cut.length !== null) expect(Buffer.byteLength(cut.text + characters[kept]!)).toBeGreaterThan(bytes);
      }),
    );
  });
});

describe('looksLossy', () => {
  it('tells whether bytes were lost', () => {
    expect(looksLossy(Buffer.from([0xcf, 0xf0, 0xe8]).toString())).toBe(true);
    expect(looksLossy('Привет')).toBe(false);
  });
});
