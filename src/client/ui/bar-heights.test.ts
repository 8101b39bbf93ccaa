import fc from 'fast-check';
import { expect, it } from 'vitest';
import { barHeights } from './bar-heights.ts';

it('keeps bars within the room, in order, and any value seen', () => {
  expect(barHeights([0, 1, 500, 1000], 100)).toEqual([1, 4, 50, 100]);
  expect(barHeights([], 100)).toEqual([]);
  expect(barHeights([0, 0], 100)).toEqual([1, 1]);
  fc.assert(
    fc.property(fc.array(fc.nat()), (values) => {
      const heights = barHeights(values, 88);
      for (const [index, height] of heights.entries()) {
        expect(height).toBeLessThanOrEqual(88);
        expect(height > 1).toBe((values[index] ?? 0) > 0);
      }
    }),
  );
});
