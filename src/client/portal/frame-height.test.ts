import { expect, it } from 'vitest';
import { createHeights, tallest } from './frame-height.ts';

function sent(heights: readonly number[]): number[] {
  const all: number[] = [];
  const tell = createHeights((height) => all.push(height));
  for (const height of heights) tell(height);
  return all;
}

it('asks for whole pixels, and for no more than the portal gives', () => {
  expect(sent([412.3, 5000])).toEqual([413, tallest]);
});

it('asks for the same once', () => {
  expect(sent([413, 412.2, 413, 413])).toEqual([413]);
});

it('ends a to and fro at the taller of the two, and goes on with a third', () => {
  const twoInTurn = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 400 : 415));
  const all = sent([...twoInTurn, 500]);
  expect(all.length).toBeLessThan(10);
  expect(all.at(-2)).toBe(415);
  expect(all.at(-1)).toBe(500);
});
