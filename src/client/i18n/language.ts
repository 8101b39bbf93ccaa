export const languages = ['ru', 'en'] as const;
export type Language = (typeof languages)[number];

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

export const languageNames: Readonly<Record<Language, string>> = { ru: 'Русский', en: 'English' };
