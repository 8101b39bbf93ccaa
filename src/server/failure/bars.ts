/** How a range is cut into bars of the same length, for a histogram. */
export type Bars = { from: number; to: number; stepMs: number; count: number };

const [least, most, else_] = [48, 60, 50];
const minute = 60_000;
const hour = 60 * minute;
/** Lengths that people read; of counts that fit, the one that gives the longest of them is taken. */
const round = [24 * hour, 12 * hour, 6 * hour, 3 * hour, hour, 30 * minute, 10 * minute, 5 * minute, minute, 1000];

/** 48 to 60 bars: a day in half hours, a week in steps of 3 hours, 30 days in half days. */
export function barsOf(from: number, to: number): Bars {
  const span = to - from;
  for (const unit of round) {
    for (let count = most; count >= least; count -= 1) {
      if (span % (count * unit) === 0) return { from, to, stepMs: span / count, count };
    }
  }
  return { from, to, stepMs: span / else_, count: else_ };
}

export function barAt({ from, stepMs, count }: Bars, at: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor((at - from) / stepMs)));
}
