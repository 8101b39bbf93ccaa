import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryHeight, entryRows, rowAtOffset, rowKey, stepHeight, stepRows, type Expansion, type Row } from './rows.ts';

/** The plain way: every row written out. */
function writtenOut(steps: number, expansions: Expansion[]): Row[] {
  return Array.from({ length: steps }, (_, at) => {
    const open = expansions.find((item) => item.at === at);
    const children = Array.from({ length: open?.entries ?? 0 }, (_unused, child): Row => ({
      kind: 'entry',
      within: at,
      at: child,
    }));
    return [{ kind: 'step', at } satisfies Row, ...children];
  }).flat();
}

const model = fc
  .tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.uniqueArray(fc.record({ at: fc.nat(39), entries: fc.nat(7) }), { selector: (item) => item.at }),
  )
  .map(([steps, open]) => ({
    steps,
    open: open.filter((item) => item.at < steps).map((item) => ({ ...item, step: item.at })),
  }));

describe('rows by robot', () => {
  it('are the rows written out, without writing them out', () => {
    fc.assert(
      fc.property(model, ({ steps, open }) => {
        const rows = stepRows(steps, open);
        const expected = writtenOut(steps, open);
        expect(rows.count).toBe(expected.length);
        let offset = 0;
        for (const [index, row] of expected.entries()) {
          expect(rows.rowAt(index)).toEqual(row);
          expect(rows.indexOf(row)).toBe(index);
          expect(rows.offsetOf(index)).toBe(offset);
          const height = row.kind === 'step' ? stepHeight : entryHeight;
          expect(rows.heightOf(index)).toBe(height);
          expect(rowAtOffset(rows, offset)).toBe(index);
          expect(rowAtOffset(rows, offset + height - 1)).toBe(index);
          offset += height;
        }
        expect(rows.height).toBe(offset);
        expect(new Set(expected.map(rowKey)).size).toBe(expected.length);
      }),
    );
  });

  it('know no row of a closed step', () => {
    const rows = stepRows(3, [{ step: 1, at: 1, entries: 2 }]);
    expect(rows.indexOf({ kind: 'entry', within: 0, at: 0 })).toBe(-1);
    expect(rows.indexOf({ kind: 'entry', within: 1, at: 2 })).toBe(-1);
    expect(rows.indexOf({ kind: 'step', at: 3 })).toBe(-1);
  });

  it('place a row among a hundred thousand entries of one step', () => {
    const rows = stepRows(100_000, [{ step: 5, at: 5, entries: 100_000 }]);
    expect(rows.count).toBe(200_000);
    expect(rows.rowAt(100_005)).toEqual({ kind: 'entry', within: 5, at: 99_999 });
    expect(rows.rowAt(100_006)).toEqual({ kind: 'step', at: 6 });
    expect(rows.offsetOf(100_006)).toBe(6 * stepHeight + 100_000 * entryHeight);
  });
});

describe('rows of all entries', () => {
  it('stand where they are counted', () => {
    const rows = entryRows(200_000);
    expect(rows.rowAt(7)).toEqual({ kind: 'entry', at: 7, within: null });
    expect(rows.indexOf({ kind: 'entry', at: 7, within: null })).toBe(7);
    expect(rows.indexOf({ kind: 'step', at: 7 })).toBe(-1);
    expect(rows.height).toBe(7_200_000);
  });
});
