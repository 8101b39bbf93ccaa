/** The first moment of a day (`2026-11-21`) in a time zone; of one that is not there, of the zone's nearest. */
export function dayStartIn(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`);
  // Twice: by the offset of that moment in UTC, then by that of the moment it gave.
  const first = utc - offsetAt(utc, timeZone);
  return utc - offsetAt(first, timeZone);
}

/** The last millisecond of a day in a time zone. */
export function dayEndIn(day: string, timeZone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  return dayStartIn(next, timeZone) - 1;
}

function offsetAt(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(moment / 1000) * 1000;
}
