import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entryRows, stepRows } from './rows.ts';
import { grownWindows, staleWindows, windowsFor, windowSize, windowsOf } from './windows.ts';

describe('windows', () => {
  it('cover exactly what is asked', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(500), fc.integer({ min: 1, max: 100_000 }), (first, more, total) => {
        const windows = windowsOf(first, first + more, total);
        const covered = (item: number) => windows.includes(Math.floor(item / windowSize));
        const last = Math.min(first + more, total - 1);
        expect(covered(Math.min(first, last)) && covered(last)).toBe(true);
        expect(windows.every((window) => window * windowSize < total)).toBe(true);
        expect(windows.length).toBeLessThanOrEqual(Math.ceil(more / windowSize) + 1);
      }),
    );
  });

  it('of nothing are none', () => {
    expect(windowsOf(0, 10, 0)).toEqual([]);
    expect(windowsFor(entryRows(0), { first: 0, last: 10 }, 0)).toEqual({ list: [], within: [] });
  });

  it('of an open step come with the window of the step itself', () => {
    const rows = stepRows(1000, [{ step: 3, at: 3, entries: 5000 }]);
    expect(windowsFor(rows, { first: 2200, last: 2230 }, 1000)).toEqual({
      list: [0],
      within: [{ at: 3, windows: [10, 11] }],
    });
  });

  it('that a longer journal changes are the last one and the new ones', () => {
    expect(grownWindows(399, 401)).toEqual([1, 2]);
    expect(grownWindows(400, 401)).toEqual([1, 2]);
    expect(grownWindows(410, 411)).toEqual([2]);
    expect(grownWindows(0, 1)).toEqual([0]);
    expect(grownWindows(5, 5)).toEqual([]);
  });

  it('leave memory oldest first and never from the screen', () => {
    const windows = Array.from({ length: 6 }, (_, usedAt) => ({ usedAt, onScreen: usedAt === 0 }));
    expect(staleWindows(windows, 3).map((item) => item.usedAt)).toEqual([3, 2, 1]);
    expect(staleWindows(windows, 20)).toEqual([]);
  });
});
