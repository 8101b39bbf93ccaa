import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timeScale } from './time-scale.ts';

const start = Date.UTC(2026, 10, 19, 14, 3, 40, 196);
const hour = 3_600_000;

const journal = fc
  .tuple(
    fc.nat(40 * 24 * hour),
    fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { maxLength: 50 }),
    fc.integer({ min: 120, max: 2000 }),
  )
  .map(([length, gaps, width]) => ({
    span: { from: start, to: start + length },
    idle: gaps.map(([a, b]) => ({
      from: start + (length * Math.min(a, b)) / 1000,
      to: start + (length * Math.max(a, b)) / 1000,
    })),
    width,
  }));

describe('the time scale', () => {
  it('goes from left to right and stays within its width', () => {
    fc.assert(
      fc.property(journal, fc.array(fc.nat(1000), { minLength: 2, maxLength: 30 }), ({ span, idle, width }, parts) => {
        const scale = timeScale(span, idle, width);
        const moments = parts.map((part) => span.from + ((span.to - span.from) * part) / 1000).sort((a, b) => a - b);
        const places = moments.map((moment) => scale.xOf(moment));
        for (const [index, x] of places.entries()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(width + 1e-6);
          if (index > 0) expect(x).toBeGreaterThanOrEqual(places[index - 1]! - 1e-6);
        }
        const bar = scale.barOf({ from: moments[0]!, to: moments.at(-1)! });
        expect(bar.width).toBeGreaterThanOrEqual(3);
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.x + bar.width).toBeLessThanOrEqual(width + 1e-6);
        expect(scale.segments.reduce((sum, segment) => sum + segment.width, 0)).toBeCloseTo(width, 3);
      }),
    );
  });

  it('has ticks that do not touch', () => {
    fc.assert(
      fc.property(journal, ({ span, idle, width }) => {
        const { ticks } = timeScale(span, idle, width);
        expect(ticks.length).toBeGreaterThan(0);
        for (const [index, tick] of ticks.entries()) {
          if (index > 0) expect(tick.x - ticks[index - 1]!.x).toBeGreaterThanOrEqual(112);
          expect(tick.at).toBeGreaterThanOrEqual(span.from);
          expect(tick.at).toBeLessThanOrEqual(span.to);
        }
      }),
    );
  });

  it('folds three idle days so that the four busy seconds can be seen', () => {
    const to = start + 72 * hour;
    const scale = timeScale({ from: start, to }, [{ from: start + 2000, to: to - 2000 }], 1000);
    expect(scale.segments.map((segment) => segment.folded)).toEqual([false, true, false]);
    expect(scale.xOf(start + 2000)).toBeCloseTo(478, 0);
    expect(scale.xOf(to - 2000)).toBeCloseTo(522, 0);
  });

  it('puts a journal of one instant into the middle', () => {
    const scale = timeScale({ from: start, to: start }, [], 600);
    expect(scale.barOf({ from: start, to: start })).toEqual({ x: 300, width: 3 });
  });

  it('begins days where the portal does', () => {
    const zone = 3 * hour;
    const scale = timeScale({ from: start, to: start + 10 * 24 * hour }, [], 1400, zone);
    const round = scale.ticks.slice(1);
    expect(round.length).toBeGreaterThan(3);
    expect(round.every((tick) => (tick.at + zone) % (24 * hour) === 0)).toBe(true);
  });
});
