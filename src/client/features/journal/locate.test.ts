import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStep } from './locate.ts';
import { windowSize } from './windows.ts';

describe('finding a step in a filtered list', () => {
  it('gives its place, or null when the filter hides it', async () => {
    const ordinals = fc.uniqueArray(fc.nat(20_000), { maxLength: 3000 }).map((all) => all.toSorted((a, b) => a - b));
    await fc.assert(
      fc.asyncProperty(ordinals, fc.nat(20_000), async (steps, any) => {
        let requests = 0;
        const fetchWindow = (window: number) => {
          requests += 1;
          const items = steps.slice(window * windowSize, (window + 1) * windowSize).map((step) => ({ step }));
          return Promise.resolve({ items, total: steps.length, position: window * windowSize });
        };
        const there = steps[Math.floor(steps.length / 3)];
        if (there !== undefined) expect(await findStep(there, fetchWindow)).toBe(steps.indexOf(there));
        const place = steps.indexOf(any);
        requests = 0;
        expect(await findStep(any, fetchWindow)).toBe(place < 0 ? null : place);
        expect(requests).toBeLessThan(8);
      }),
      { numRuns: 40 },
    );
  });
});
