import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLines, linesText, valueLines } from './json-lines.ts';

describe('pretty JSON', () => {
  it('means what it meant', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(linesText(jsonLines(text) ?? []))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('keeps small objects on their line', () => {
    expect(linesText(valueLines({ to: '7 000', text: { body: 'Счёт' }, list: [1, 2], none: {} }))).toBe(
      ['{', '  "to": "7 000",', '  "text": { "body": "Счёт" },', '  "list": [1, 2],', '  "none": {}', '}'].join('\n'),
    );
  });

  it('changes no number and drops no repeated key', () => {
    const text = '{"id": 12345678901234567890, "sum": 1.10, "a": 1, "a": 2}';
    const printed = linesText(jsonLines(text) ?? []);
    expect(printed).toContain('12345678901234567890');
    expect(printed).toContain('1.10');
    expect(printed.match(/"a"/g)).toHaveLength(2);
  });

  it('leaves alone what is not JSON or is too deep', () => {
    expect(jsonLines('<html>')).toBe(null);
    expect(jsonLines('')).toBe(null);
    expect(jsonLines('['.repeat(500) + ']'.repeat(500))).toBe(null);
  });

  it('takes a body of a mebibyte in less than a second', () => {
    const text = JSON.stringify(
      Array.from({ length: 12_000 }, (_, id) => ({
        id,
        name: `Клиент № ${id}`,
        tags: ['a', 'b'],
        at: '2026-11-19T14:03:44Z',
      })),
    );
    expect(text.length).toBeGreaterThan(900_000);
    const began = performance.now();
    expect(jsonLines(text)?.length).toBeGreaterThan(12_000);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
