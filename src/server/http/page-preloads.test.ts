import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDirectory } from '#server/testing/test-app.ts';
import { createPreloads } from './page-preloads.ts';

const manifest = {
  'index.html': { file: 'assets/index-1.js', imports: ['_base.js'] },
  '_base.js': { file: 'assets/base-1.js' },
  '_rows.js': { file: 'assets/rows-1.js', imports: ['_base.js', '_rows.js'] },
  'src/client/pages/card-page.tsx': { file: 'assets/card-1.js', imports: ['_base.js', '_rows.js'] },
  'src/client/pages/journal-page.tsx': { file: 'assets/journal-1.js', imports: ['_rows.js'] },
  'src/client/i18n/ru/index.ts': { file: 'assets/ru-1.js' },
  'src/client/i18n/en/index.ts': { file: 'assets/en-1.js' },
};

async function preloadsOf(written: string | null = JSON.stringify(manifest)) {
  const directory = makeDirectory();
  mkdirSync(join(directory, '.vite'));
  if (written !== null) writeFileSync(join(directory, '.vite', 'manifest.json'), written);
  const preloads = await createPreloads(directory);
  return (path: string, search = '') => [...preloads(path, search).matchAll(/href="([^"]+)"/g)].map((one) => one[1]);
}

describe('a page is told early', () => {
  it('the files of the part that its address opens, each once, and none that it loads anyway', async () => {
    const preloads = await preloadsOf();
    expect(preloads('/cards/deal/7')).toEqual(['/assets/card-1.js', '/assets/rows-1.js', '/assets/ru-1.js']);
    expect(preloads('/frame/cards/deal/7')).toEqual(preloads('/cards/deal/7'));
    expect(preloads('/cards/deal/7/processes/p1', 'entry=e1')).toContain('/assets/journal-1.js');
  });

  it('the words of the language that it will speak', async () => {
    const preloads = await preloadsOf();
    expect(preloads('/somewhere')).toEqual(['/assets/ru-1.js']);
    expect(preloads('/somewhere', 'lang=en&portal=main')).toEqual(['/assets/en-1.js']);
  });

  it('the letters of its text, and not those of what few pages have', async () => {
    const fonts = 'node_modules/@fontsource-variable';
    const preloads = await preloadsOf(
      JSON.stringify({
        ...manifest,
        [`${fonts}/golos-text/files/golos-text-cyrillic-wght-normal.woff2`]: { file: 'assets/text-1.woff2' },
        [`${fonts}/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2`]: { file: 'assets/mono-1.woff2' },
      }),
    );
    expect(preloads('/somewhere')).toEqual(['/assets/ru-1.js', '/assets/text-1.woff2']);
  });

  it('nothing where the build left no list', async () => {
    expect((await preloadsOf(null))('/cards/deal/7')).toEqual([]);
  });
});
