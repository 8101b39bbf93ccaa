import type { Language } from './language.ts';
import { months, places, today } from './time-words.ts';

type Parts = {
  year: number;
  month: number;
  day: number;
  hour: string;
  minute: string;
  second: string;
  fraction: string;
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  };
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: zone });
  } catch {
    // A zone that this browser does not know: better UTC than no page.
    format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
  }
  formats.set(zone, format);
  return format;
}

/** What the clock and the calendar of a zone show at a moment. */
export function partsIn(zone: string, at: string | number): Parts {
  const got: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(new Date(at))) got[type] = value;
  return {
    year: Number(got['year']),
    month: Number(got['month']),
    day: Number(got['day']),
    hour: got['hour'] ?? '',
    minute: got['minute'] ?? '',
    second: got['second'] ?? '',
    fraction: got['fractionalSecond'] ?? '',
  };
}

function dayOf(parts: Parts, now: Parts, language: Language): string {
  if (parts.year === now.year && parts.month === now.month && parts.day === now.day) return today[language];
  const day = `${parts.day} ${months[language][parts.month - 1] ?? ''}`;
  return parts.year === now.year ? day : `${day} ${parts.year}`;
}

export type Clock = { language: Language; zone: string; now: number };

/** «сегодня», «19 ноя», «19 ноя 2025». */
export function formatDay(at: string | number, { language, zone, now }: Clock): string {
  return dayOf(partsIn(zone, at), partsIn(zone, now), language);
}

/** «19 ноя, 17:03:44», «сегодня, 11:42:07»; the year when it is not this one. */
export function formatDateTime(at: string | number, { language, zone, now }: Clock): string {
  const parts = partsIn(zone, at);
  return `${dayOf(parts, partsIn(zone, now), language)}, ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** «19 ноя 2026, 17:03:44»: with the year always and never «сегодня», for what leaves the page. */
export function formatFullDateTime(at: string | number, { language, zone }: Pick<Clock, 'language' | 'zone'>): string {
  const { year, month, day, hour, minute, second } = partsIn(zone, at);
  return `${day} ${months[language][month - 1] ?? ''} ${year}, ${hour}:${minute}:${second}`;
}

/** «17:03:44». */
export function formatClock(at: string | number, { zone }: Pick<Clock, 'zone'>): string {
  const { hour, minute, second } = partsIn(zone, at);
  return `${hour}:${minute}:${second}`;
}

/** «17:03:44,129», in English with a point. */
export function formatClockMs(at: string | number, { language, zone }: Pick<Clock, 'language' | 'zone'>): string {
  const { hour, minute, second, fraction } = partsIn(zone, at);
  return `${hour}:${minute}:${second}${language === 'ru' ? ',' : '.'}${fraction}`;
}

/** The moment in UTC, for the hover: «2026-11-19 14:03:44.129 UTC». */
export function formatUtc(at: string | number): string {
  return `${new Date(at).toISOString().replace('T', ' ').replace('Z', '')} UTC`;
}

function offsetOf(zone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at);
  const offset = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return offset.replace('GMT', 'UTC').replace('-', '−').replace(/\+0$/, '');
}

/** «Москва (UTC+3)». */
export function formatZone(zone: string, language: Language, at: number): string {
  try {
    const offset = offsetOf(zone, at);
    const place = places[zone]?.[language] ?? zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
    return place === 'UTC' || zone.startsWith('Etc/') ? offset : `${place} (${offset})`;
  } catch {
    // A zone that this browser does not know; times are shown in UTC then.
    return 'UTC';
  }
}

/** «МСК», «UTC+5»: beside a time that stands alone. */
export function formatZoneShort(zone: string, language: Language, at: number): string {
  if (zone === 'Europe/Moscow') return language === 'ru' ? 'МСК' : 'MSK';
  try {
    return offsetOf(zone, at);
  } catch {
    return 'UTC';
  }
}
