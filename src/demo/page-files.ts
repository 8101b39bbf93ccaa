import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
} as const;

const scripts = [
  'portal',
  'api',
  'bar',
  'deal-list',
  'deal-header',
  'deal-panels',
  'frame',
  'frame-protocol',
  'look',
  'other',
  'texts',
];

/** The page's files by their path, a closed list: nothing else of the disk can be asked for. */
const files: Readonly<Record<string, { url: URL; type: keyof typeof types }>> = {
  '/demo': ownFile('portal.html', 'html'),
  '/demo/other': ownFile('other.html', 'html'),
  // The other portal shows the lines that sign its launches.
  '/demo/sign-launch.txt': { url: new URL('sign-launch.ts', import.meta.url), type: 'txt' },
  ...Object.fromEntries(
    ['tokens.css', 'portal.css', 'bar.css', 'deal.css', 'stages.css', 'other.css'].map((name) => [
      `/demo/${name}`,
      ownFile(name, 'css'),
    ]),
  ),
  ...Object.fromEntries(scripts.map((name) => [`/demo/${name}.js`, ownFile(`${name}.js`, 'js')])),
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

/** Of answers that are no page, and with a policy of their own of pages. */
export const plainSecurity = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** A page frames the journal and sends a form there; everything else is its own. */
function pagePolicy(journalUrl: string): string {
  return (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
    `frame-src ${journalUrl}; form-action ${journalUrl}; base-uri 'none'; frame-ancestors 'none'`
  );
}

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
export function servePageFile(url: URL, response: ServerResponse, journalUrl: string): boolean {
  const file = files[url.pathname];
  if (file === undefined) return false;
  const bytes = readFileSync(fileURLToPath(file.url));
  const body = file.type === 'html' ? dressed(bytes.toString('utf8'), lookOf(url.searchParams)) : bytes;
  response.writeHead(200, {
    'content-type': types[file.type],
    'cache-control': file.type === 'woff2' ? 'max-age=86400' : 'no-cache',
    ...plainSecurity,
    'content-security-policy': pagePolicy(journalUrl),
  });
  response.end(body);
  return true;
}

function dressed(html: string, { lang, theme }: Look): string {
  return html.replace('<html lang="ru">', `<html lang="${lang}"${theme === null ? '' : ` data-theme="${theme}"`}>`);
}
