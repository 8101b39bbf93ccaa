import { partsIn } from './format-time.ts';

/** The moment at which a day (`2026-11-19`) begins in a zone. Null for what is no day. */
export function dayStart(day: string, zone: string): string | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (match === null) return null;
  const wall = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  // Twice, because the offset may differ between the first guess and the true moment (a change of clocks).
  let guess = wall;
  for (let round = 0; round < 2; round += 1) guess = wall - offsetMs(guess, zone);
  return new Date(guess).toISOString();
}

/** The last millisecond of a day in a zone. */
export function dayEnd(day: string, zone: string): string | null {
  const start = dayStart(day, zone);
  if (start === null) return null;
  const next = dayStart(isoDay(Date.parse(start) + 36 * 3_600_000, zone), zone);
  return next === null ? null : new Date(Date.parse(next) - 1).toISOString();
}

/** The day of a moment in a zone, as `2026-11-19`. */
export function isoDay(at: string | number, zone: string): string {
  const { year, month, day } = partsIn(zone, at);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

function offsetMs(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = partsIn(zone, at);
  const wall = Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(second));
  return wall - Math.floor(at / 1000) * 1000;
}
