import { describe, expect, it } from 'vitest';
import { safeHeight, scrollScale } from './scroll-scale.ts';

describe('the height of a long list', () => {
  it('is its own while browsers can draw it', () => {
    const scale = scrollScale(200_000 * 40, 600);
    expect(scale.height).toBe(8_000_000);
    expect(scale.toList(1234)).toBe(1234);
    expect(scale.toScrolled(1234)).toBe(1234);
  });

  it('is cut to what they can draw, and both ends are still reached', () => {
    const list = 2_000_000 * 36;
    const scale = scrollScale(list, 600);
    expect(scale.height).toBe(safeHeight);
    expect(scale.toList(0)).toBe(0);
    expect(scale.toList(safeHeight - 600)).toBeCloseTo(list - 600, 3);
    expect(scale.toList(scale.toScrolled(40_000_000))).toBeCloseTo(40_000_000, 3);
  });
});
