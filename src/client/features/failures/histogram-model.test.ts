import { describe, expect, it } from 'vitest';
import { barMoments, isRecent, rangeOfBars, ticksOf } from './histogram-model.ts';

const moscow = 'Europe/Moscow';
const at = (text: string) => Date.parse(text);
const histogram = {
  from: '2026-11-14T09:00:00.000Z',
  stepMs: 3 * 3_600_000,
  counts: Array.from({ length: 56 }, () => 1),
};

describe('the axis of the histogram', () => {
  it('marks days of the zone, not of UTC', () => {
    const ticks = ticksOf(at('2026-11-14T09:00:00Z'), at('2026-11-21T09:00:00Z'), moscow);
    expect(ticks.every(({ kind }) => kind === 'day')).toBe(true);
    expect(ticks.map((tick) => new Date(tick.at).toISOString().slice(5, 16))).toEqual(
      ['15', '16', '17', '18', '19', '20', '21'].map((day) => `11-${String(Number(day) - 1)}T21:00`),
    );
    expect(ticks[0]?.share).toBeCloseTo(12 / 168);
  });

  it('marks days once where the clocks change', () => {
    const ticks = ticksOf(at('2026-10-23T00:00:00Z'), at('2026-10-28T00:00:00Z'), 'Europe/Berlin');
    expect(ticks.map((tick) => new Date(tick.at).toISOString().slice(5, 16))).toEqual([
      '10-23T22:00',
      '10-24T22:00',
      '10-25T23:00',
      '10-26T23:00',
      '10-27T23:00',
    ]);
  });

  it('marks round hours of a day, and minutes of an hour, never more than there is room for', () => {
    const hours = ticksOf(at('2026-11-20T08:30:00Z'), at('2026-11-21T08:30:00Z'), moscow);
    expect(hours.map((tick) => new Date(tick.at + 3 * 3_600_000).getUTCHours())).toEqual([12, 16, 20, 0, 4, 8]);
    for (const minutes of [3, 20, 61, 240, 2000, 50_000]) {
      const ticks = ticksOf(at('2026-11-20T08:30:20Z'), at('2026-11-20T08:30:20Z') + minutes * 60_000, moscow);
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks.every(({ share }) => share >= 0 && share <= 1)).toBe(true);
    }
  });
});

describe('bars of the histogram', () => {
  it('give the range from one to the other, whichever is first, and never past the ends', () => {
    const range = { from: '2026-11-14T12:00:00.000Z', to: '2026-11-14T21:00:00.000Z' };
    expect(rangeOfBars(histogram, 1, 3)).toEqual(range);
    expect(rangeOfBars(histogram, 3, 1)).toEqual(range);
    expect(rangeOfBars(histogram, -5, 99)).toEqual({
      from: histogram.from,
      to: '2026-11-21T09:00:00.000Z',
    });
    expect(barMoments(histogram, 55).to).toBe(at('2026-11-21T09:00:00Z'));
  });

  it('of the last day are stronger', () => {
    const strong = histogram.counts.map((_, index) => isRecent(histogram, index, moscow));
    // 12 hours of the 21st in Moscow: four bars of three hours.
    expect(strong.filter(Boolean)).toHaveLength(4);
    expect(strong.slice(-4)).toEqual([true, true, true, true]);
  });
});
