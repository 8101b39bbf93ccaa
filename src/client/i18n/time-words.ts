import type { Language } from './language.ts';

/** Words that Intl writes otherwise than we want («нояб.», «Sept»). */
export const months: Readonly<Record<Language, readonly string[]>> = {
  ru: ['янв', 'фев', 'мар', 'апр', 'мая', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};
export const today: Readonly<Record<Language, string>> = { ru: 'сегодня', en: 'today' };

/** Browsers leave out the Russian names of most zones, so the usual ones of our portals are here. */
export const places: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'Europe/Kaliningrad': { ru: 'Калининград', en: 'Kaliningrad' },
  'Europe/Moscow': { ru: 'Москва', en: 'Moscow' },
  'Europe/Samara': { ru: 'Самара', en: 'Samara' },
  'Asia/Yekaterinburg': { ru: 'Екатеринбург', en: 'Yekaterinburg' },
  'Asia/Omsk': { ru: 'Омск', en: 'Omsk' },
  'Asia/Novosibirsk': { ru: 'Новосибирск', en: 'Novosibirsk' },
  'Asia/Krasnoyarsk': { ru: 'Красноярск', en: 'Krasnoyarsk' },
  'Asia/Irkutsk': { ru: 'Иркутск', en: 'Irkutsk' },
  'Asia/Yakutsk': { ru: 'Якутск', en: 'Yakutsk' },
  'Asia/Vladivostok': { ru: 'Владивосток', en: 'Vladivostok' },
  'Asia/Magadan': { ru: 'Магадан', en: 'Magadan' },
  'Asia/Kamchatka': { ru: 'Камчатка', en: 'Kamchatka' },
  'Europe/Minsk': { ru: 'Минск', en: 'Minsk' },
  'Europe/Kiev': { ru: 'Киев', en: 'Kyiv' },
  'Europe/Kyiv': { ru: 'Киев', en: 'Kyiv' },
  'Asia/Almaty': { ru: 'Алматы', en: 'Almaty' },
  'Asia/Tashkent': { ru: 'Ташкент', en: 'Tashkent' },
  'Asia/Tbilisi': { ru: 'Тбилиси', en: 'Tbilisi' },
  'Asia/Yerevan': { ru: 'Ереван', en: 'Yerevan' },
};
