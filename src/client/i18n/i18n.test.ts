import { describe, expect, it } from 'vitest';
import { texts as english } from './en/index.ts';
import { chooseLanguage, firstLanguage, i18n, loadTexts, startI18n } from './i18n.ts';
import { lateTexts } from './late-texts.ts';
import { texts as russian } from './ru/index.ts';

function keys(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'object' && one !== null ? keys(one as object, `${before}${key}.`) : [`${before}${key}`],
  );
}
const base = (key: string) => key.replace(/_(one|few|many|other)$/, '');

describe('languages', () => {
  it('have the same keys, and every count all of its forms', async () => {
    const late = async (language: 'ru' | 'en') =>
      Promise.all(Object.entries(lateTexts).map(async ([area, load]) => [area, await load[language]()] as const));
    const inRussian = keys({ ...russian, ...Object.fromEntries(await late('ru')) });
    const inEnglish = keys({ ...english, ...Object.fromEntries(await late('en')) });
    expect(new Set(inEnglish.map(base))).toEqual(new Set(inRussian.map(base)));
    for (const key of inRussian.filter((one) => one.endsWith('_one')).map(base)) {
      expect(inRussian).toEqual(expect.arrayContaining([`${key}_few`, `${key}_many`]));
      expect(inEnglish).toEqual(expect.arrayContaining([`${key}_one`, `${key}_other`]));
    }
  });

  it('count as Russians and the English do', async () => {
    await startI18n('ru');
    const entries = (count: number) => i18n.t('process:entries', { count, shown: String(count) } as never);
    expect([1, 2, 5, 11, 21, 22, 31].map(entries)).toEqual([
      '1 запись',
      '2 записи',
      '5 записей',
      '11 записей',
      '21 запись',
      '22 записи',
      '31 запись',
    ]);
    await chooseLanguage('en');
    expect([1, 2].map(entries)).toEqual(['1 entry', '2 entries']);
    expect(document.documentElement.lang).toBe('en');
    await chooseLanguage('ru');
  });

  it('change with the areas that came later', async () => {
    await startI18n('ru');
    await loadTexts('settings');
    expect(i18n.t('settings:title')).toBe('Настройки');
    await chooseLanguage('en');
    expect(i18n.t('settings:title')).toBe('Settings');
    await chooseLanguage('ru');
  });

  it('start with what the address asks for, else what was chosen, else Russian', () => {
    localStorage.removeItem('language');
    expect(firstLanguage('')).toBe('ru');
    expect(firstLanguage('?lang=en')).toBe('en');
    localStorage.setItem('language', 'en');
    expect(firstLanguage('?lang=xx')).toBe('en');
    localStorage.removeItem('language');
  });
});
