const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    try {
      format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    } catch {
      format = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', timeZoneName: 'longOffset' });
    }
    formats.set(timeZone, format);
  }
  return format;
}

/** How far a zone is before UTC at a moment, minutes. A zone that nobody knows is UTC. */
export function offsetMinutes(at: number, timeZone: string): number {
  const name = formatOf(timeZone)
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const parts = /([+-])(\d\d):(\d\d)/.exec(name ?? '');
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === '-' ? -minutes : minutes;
}

const momentForm = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * A moment that a client wrote: a day, or a day and a time, with an offset or in the zone given.
 * Null for anything else.
 */
export function readMoment(text: string, timeZone: string): number | null {
  const parts = momentForm.exec(text.trim());
  if (parts === null) return null;
  const [, day, time = '00:00', seconds = ':00', offset] = parts;
  const written = Date.parse(`${day}T${time}${seconds}${offset?.toUpperCase() ?? 'Z'}`);
  if (Number.isNaN(written)) return null;
  if (offset !== undefined) return written;
  // The zone's offset depends on the moment; a second look settles it where the clocks change.
  const guess = written - offsetMinutes(written, timeZone) * 60_000;
  return written - offsetMinutes(guess, timeZone) * 60_000;
}
