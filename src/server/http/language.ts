/** Languages that the server writes to people. */
export type Language = 'ru' | 'en';

/** The reader's language: the first of `Accept-Language` that we have; Russian when it asks for none. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').slice(0, 200).toLowerCase().split(',')) {
    const tag = part.trim();
    if (tag.startsWith('ru')) return 'ru';
    if (tag.startsWith('en')) return 'en';
  }
  return 'ru';
}
