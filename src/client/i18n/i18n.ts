import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readSetting, writeSetting } from '#client/lib/settings.ts';
import { isLanguage } from './language.ts';
import { lateTexts } from './late-texts.ts';
import type { LateArea } from './late-texts.ts';
import type { Language } from './language.ts';

/** Only the language in use is loaded; the other comes when somebody chooses it. */
const texts: Readonly<Record<Language, () => Promise<{ texts: object }>>> = {
  ru: () => import('./ru/index.ts'),
  en: () => import('./en/index.ts'),
};

export const i18n = i18next.createInstance();

/** `lang=` in the address (the portal's frame gives it), else what was chosen here before, else Russian. */
export function firstLanguage(search: string): Language {
  const asked = new URLSearchParams(search).get('lang');
  if (isLanguage(asked)) return asked;
  const chosen = readSetting('language');
  return isLanguage(chosen) ? chosen : 'ru';
}

let started: Promise<void> = Promise.resolve();
/** Areas that a page has asked for: they follow the language from then on. */
const lateInUse = new Set<LateArea>();

export function startI18n(language: Language): Promise<void> {
  started = start(language);
  return started;
}

async function start(language: Language): Promise<void> {
  const resources = (await texts[language]()).texts;
  await i18n.use(initReactI18next).init({
    lng: language,
    resources: { [language]: resources as never },
    ns: Object.keys(resources),
    defaultNS: 'common',
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18n.init>[0]);
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  const resources = (await texts[language]()).texts;
  for (const [area, strings] of Object.entries(resources)) i18n.addResourceBundle(language, area, strings, true, true);
  await Promise.all([...lateInUse].map((area) => addLate(language, area)));
  document.documentElement.lang = language;
  writeSetting('language', language);
  await i18n.changeLanguage(language);
}

/** Texts of an area that does not come from the start. A page asks for them beside its code. */
export async function loadTexts(area: LateArea): Promise<void> {
  await started;
  lateInUse.add(area);
  await addLate(languageNow(), area);
}

async function addLate(language: Language, area: LateArea): Promise<void> {
  if (i18n.hasResourceBundle(language, area)) return;
  i18n.addResourceBundle(language, area, await lateTexts[area][language](), true, true);
}

export function languageNow(): Language {
  return isLanguage(i18n.language) ? i18n.language : 'ru';
}
