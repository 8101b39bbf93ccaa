import { createContext, use, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatAgo, formatDuration, formatMoney, formatMoneyShort, formatNumber } from './format-number.ts';
import {
  formatClock,
  formatClockMs,
  formatDateTime,
  formatDay,
  formatFullDateTime,
  formatUtc,
  formatZone,
  formatZoneShort,
} from './format-time.ts';
import { isLanguage } from './language.ts';
import type { Language } from './language.ts';

type At = string | number;

export function formatsFor(language: Language, zone: string, clock: () => number = Date.now) {
  const now = () => ({ language, zone, now: clock() });
  return {
    language,
    zone,
    /** «19 ноя, 17:03:44», «сегодня, 11:42:07» */
    dateTime: (at: At) => formatDateTime(at, now()),
    /** «19 ноя 2026, 17:03:44» */
    fullDateTime: (at: At) => formatFullDateTime(at, { language, zone }),
    /** «19 ноя», «сегодня» */
    day: (at: At) => formatDay(at, now()),
    /** «17:03:44» */
    time: (at: At) => formatClock(at, { zone }),
    /** «17:03:44,129» */
    timeMs: (at: At) => formatClockMs(at, { language, zone }),
    /** «2026-11-19 14:03:44.129 UTC», for a hover */
    utc: formatUtc,
    duration: (ms: number) => formatDuration(ms, language),
    between: (from: At, to: At) => formatDuration(new Date(to).getTime() - new Date(from).getTime(), language),
    number: (value: number) => formatNumber(value, language),
    money: (value: number, currency: string | null) => formatMoney(value, currency, language),
    moneyShort: (value: number, currency: string | null) => formatMoneyShort(value, currency, language),
    ago: (at: At) => formatAgo(at, clock(), language),
    /** «Москва (UTC+3)» */
    zoneLabel: () => formatZone(zone, language, clock()),
    /** «МСК» */
    zoneShort: () => formatZoneShort(zone, language, clock()),
  };
}
export type Formats = ReturnType<typeof formatsFor>;

/** The portal's time zone. The root layout gives it; outside of a portal times are UTC. */
export const ZoneContext = createContext('UTC');

export function useFormat(): Formats {
  const { i18n } = useTranslation();
  const zone = use(ZoneContext);
  const language = isLanguage(i18n.language) ? i18n.language : 'ru';
  return useMemo(() => formatsFor(language, zone), [language, zone]);
}
