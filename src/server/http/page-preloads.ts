import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Part = { file: string; imports?: string[] };
type Manifest = Readonly<Record<string, Part>>;

/** What nearly every text is set in: found by the browser only when a text is there, it would be laid out twice. */
const textFont = /golos-text-(?:cyrillic|latin)-wght-normal\.woff2$/;

/** Which part of the client an address opens: the first pattern that fits. */
const pages: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:\/frame)?\/cards\/[^/]+\/[^/]+\/processes\//,
    ['src/client/pages/card-page.tsx', 'src/client/pages/journal-page.tsx'],
  ],
  [/^(?:\/frame)?\/cards\//, ['src/client/pages/card-page.tsx']],
  [/^\/$/, ['src/client/pages/home-page.tsx']],
  [/^\/sign-in$/, ['src/client/pages/sign-in-page.tsx']],
];

/**
 * Says, for an address, the files that the page will ask for only once its script has run: the browser fetches them
 * meanwhile. A manifest that is not there costs nothing but that.
 */
export async function createPreloads(directory: string): Promise<(path: string, search: string) => string> {
  const text = await readFile(join(directory, '.vite', 'manifest.json'), 'utf8').catch(() => '{}');
  const manifest = JSON.parse(text) as Manifest;
  const known = new Set(filesOf(manifest, 'index.html'));
  const fonts = Object.entries(manifest)
    .filter(([name]) => textFont.test(name))
    .map(([, { file }]) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">`)
    .join('');
  return (path, search) => {
    const parts = pages.find(([pattern]) => pattern.test(path))?.[1] ?? [];
    const language = new URLSearchParams(search).get('lang') === 'en' ? 'en' : 'ru';
    const wanted = [...parts, `src/client/i18n/${language}/index.ts`].flatMap((part) => filesOf(manifest, part));
    const scripts = [...new Set(wanted)]
      .filter((file) => !known.has(file))
      .map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`)
      .join('');
    return scripts + fonts;
  };
}

/** A part's file and those that it imports, each once. */
function filesOf(manifest: Manifest, name: string, seen: Set<string> = new Set()): string[] {
  const part = manifest[name];
  if (part === undefined || seen.has(name)) return [];
  seen.add(name);
  return [part.file, ...(part.imports ?? []).flatMap((one) => filesOf(manifest, one, seen))];
}
