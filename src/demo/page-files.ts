import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
} as const;

/** The page's files by their path, a closed list: nothing else of the disk can be asked for. */
const files: Readonly<Record<string, { url: URL; type: keyof typeof types }>> = {
  '/demo': ownFile('portal.html', 'html'),
  ...Object.fromEntries(
    ['tokens.css', 'portal.css', 'bar.css', 'deal.css', 'stages.css'].map((name) => [
      `/demo/${name}`,
      ownFile(name, 'css'),
    ]),
  ),
  ...Object.fromEntries(
    ['portal.js', 'api.js', 'deal-list.js', 'deal-header.js', 'deal-panels.js', 'frame.js', 'look.js', 'texts.js'].map(
      (name) => [`/demo/${name}`, ownFile(name, 'js')],
    ),
  ),
  '/demo/icon.svg': ownFile('icon.svg', 'svg'),
  ...Object.fromEntries(['cyrillic', 'latin'].map((subset) => [`/demo/golos-${subset}.woff2`, fontFile(subset)])),
};

function ownFile(name: string, type: keyof typeof types) {
  return { url: new URL(`page/${name}`, import.meta.url), type };
}

function fontFile(subset: string) {
  const name = `@fontsource-variable/golos-text/files/golos-text-${subset}-wght-normal.woff2`;
  return { url: new URL(import.meta.resolve(name)), type: 'woff2' as const };
}

export const pageSecurity = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Language and theme are in the first bytes of the page: nothing flashes while its script loads. */
type Look = { lang: 'ru' | 'en'; theme: 'light' | 'dark' | null };

function lookOf(query: URLSearchParams): Look {
  const theme = query.get('theme');
  return {
    lang: query.get('lang') === 'en' ? 'en' : 'ru',
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  };
}

/** Answers when the path is a file of the page; false when it is not. */
export function servePageFile(url: URL, response: ServerResponse): boolean {
  const file = files[url.pathname];
  if (file === undefined) return false;
  const bytes = readFileSync(fileURLToPath(file.url));
  const body = file.type === 'html' ? dressed(bytes.toString('utf8'), lookOf(url.searchParams)) : bytes;
  response.writeHead(200, {
    'content-type': types[file.type],
    'cache-control': file.type === 'woff2' ? 'max-age=86400' : 'no-cache',
    ...pageSecurity,
  });
  response.end(body);
  return true;
}

function dressed(html: string, { lang, theme }: Look): string {
  return html.replace('<html lang="ru">', `<html lang="${lang}"${theme === null ? '' : ` data-theme="${theme}"`}>`);
}
