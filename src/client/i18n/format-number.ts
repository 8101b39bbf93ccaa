import type { Language } from './language.ts';

type Unit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day';

const numbers = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${language} ${key}`;
  const known = numbers.get(id);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(language, options);
  numbers.set(id, format);
  return format;
}

function unit(
  language: Language,
  value: number,
  name: Unit,
  display: 'short' | 'long',
  digits = 0,
  atLeast = 1,
): string {
  return numberFormat(language, `${name} ${display} ${digits} ${atLeast}`, {
    style: 'unit',
    unit: name,
    unitDisplay: display,
    maximumFractionDigits: digits,
    minimumIntegerDigits: atLeast,
  }).format(value);
}

/** «41 мс», «4,2 с», «18 с», «1 мин 12 с», «2 ч 05 мин», «2 дня 4 часа», «61 день». Never below zero. */
export function formatDuration(ms: number, language: Language): string {
  const whole = Math.max(0, ms);
  if (whole >= 0.5 && whole < 99.5) return unit(language, Math.round(whole), 'millisecond', 'short');
  const tenths = Math.round(whole / 100);
  if (tenths < 100) return unit(language, tenths / 10, 'second', 'short', 1);
  const seconds = Math.round(whole / 1000);
  if (seconds < 60) return unit(language, seconds, 'second', 'short');
  if (seconds < 3600) {
    const rest = seconds % 60;
    const minutes = unit(language, Math.floor(seconds / 60), 'minute', 'short');
    return rest === 0 ? minutes : `${minutes} ${unit(language, rest, 'second', 'short')}`;
  }
  const inMinutes = Math.round(whole / 60_000);
  if (inMinutes < 24 * 60) {
    const rest = inMinutes % 60;
    const hours = unit(language, Math.floor(inMinutes / 60), 'hour', 'short');
    return rest === 0 ? hours : `${hours} ${unit(language, rest, 'minute', 'short', 0, 2)}`;
  }
  const inHours = Math.round(whole / 3_600_000);
  const days = Math.floor(inHours / 24);
  const rest = inHours % 24;
  const shown = unit(language, days, 'day', 'long');
  return rest === 0 || days >= 7 ? shown : `${shown} ${unit(language, rest, 'hour', 'long')}`;
}

/** «10 000». */
export function formatNumber(value: number, language: Language): string {
  return numberFormat(language, 'number', { maximumFractionDigits: 2 }).format(value);
}

/** «446 356 ₽»; without a currency the number alone. An unknown currency keeps its code. */
export function formatMoney(value: number, currency: string | null, language: Language): string {
  const digits = Number.isInteger(value) ? 0 : 2;
  return money(value, currency, language, `money ${digits}`, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** «18,4 млн ₽»: for sums where the order of size is what matters. */
export function formatMoneyShort(value: number, currency: string | null, language: Language): string {
  return money(value, currency, language, 'short money', { notation: 'compact', maximumFractionDigits: 1 });
}

function money(
  value: number,
  currency: string | null,
  language: Language,
  key: string,
  options: Intl.NumberFormatOptions,
): string {
  if (currency === null) return numberFormat(language, key, options).format(value);
  if (!/^[A-Z]{3}$/i.test(currency)) return `${numberFormat(language, key, options).format(value)} ${currency}`;
  return numberFormat(language, `${key} ${currency}`, {
    ...options,
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(value);
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
];

/** «12 минут назад», «через 2 часа». */
export function formatAgo(at: string | number, now: number, language: Language): string {
  const ms = new Date(at).getTime() - now;
  const [name, size] = steps.find(([, one]) => Math.abs(ms) >= one) ?? (['second', 1000] as const);
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.trunc(ms / size), name);
}
