import type { FailureHistogram } from '#contract/failures.ts';
import { dayStart, isoDay } from '#client/i18n/zone-day.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Distances that people read on a clock. */
const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720].map((minutes) => minutes * minute);
const mostTicks = 7;

/** A mark on the axis: `share` of the width from its beginning. */
export type Tick = { at: number; share: number; kind: 'day' | 'time' };

/** Where the axis says when: days of the zone, or hours and minutes of it in a short range. */
export function ticksOf(from: number, to: number, zone: string): Tick[] {
  const span = to - from;
  const isShort = span <= 2 * day;
  const moments = isShort ? clockMoments(from, to, zone) : dayMoments(from, to, zone);
  return moments.map((at) => ({ at, share: (at - from) / span, kind: isShort ? 'time' : 'day' }));
}

function startOf(at: number, zone: string): number {
  return Date.parse(dayStart(isoDay(at, zone), zone) ?? new Date(at).toISOString());
}

function clockMoments(from: number, to: number, zone: string): number[] {
  const step = clockSteps.find((one) => (to - from) / one <= mostTicks) ?? clockSteps.at(-1) ?? day;
  const base = startOf(from, zone);
  const first = base + Math.ceil((from - base) / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, n) => first + n * step);
}

function dayMoments(from: number, to: number, zone: string): number[] {
  const every = Math.max(1, Math.ceil((to - from) / day / mostTicks));
  const moments: number[] = [];
  // Noon of each day: a change of clocks moves no day to another.
  for (let noon = startOf(from, zone) + day / 2; noon < to + day; noon += every * day) {
    const at = startOf(noon, zone);
    if (at >= from && at <= to) moments.push(at);
  }
  return moments;
}

/** The moments of bars, the last of them up to the end of the range. */
export function barMoments({ from, stepMs, counts }: FailureHistogram, index: number): { from: number; to: number } {
  const start = Date.parse(from);
  const at = Math.min(Math.max(index, 0), counts.length - 1);
  return { from: Math.round(start + at * stepMs), to: Math.round(start + (at + 1) * stepMs) };
}

/** The range from one bar to another, whichever is first. */
export function rangeOfBars(histogram: FailureHistogram, one: number, other: number): { from: string; to: string } {
  const from = barMoments(histogram, Math.min(one, other)).from;
  const to = barMoments(histogram, Math.max(one, other)).to;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Bars of the last day that the range has are stronger: what is new is looked at first. */
export function isRecent(histogram: FailureHistogram, index: number, zone: string): boolean {
  const end = barMoments(histogram, histogram.counts.length - 1).to;
  return barMoments(histogram, index).to > startOf(end - 1, zone);
}
