import type { Language } from './language.ts';

/** Words that Intl writes otherwise than we want («нояб.», «Sept»). */
export const months: Readonly<Record<Language, readonly string[]>> = {
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
export const today: Readonly<Record<Language, string>> = { ru: 'сегодня', en: 'today' };
export const dash = '—';
