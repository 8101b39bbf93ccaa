// Where a Chromium may be; read by the set-up and by e2e/playwright.config.ts. Imports nothing but Node.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Every Chromium that seems to be on this machine, best first. `CHROMIUM_PATH` decides alone when it is set.
 * @returns {string[]}
 */
export function chromiumCandidates() {
  const told = process.env['CHROMIUM_PATH'];
  if (told) return existsSync(told) ? [told] : [];
  return [...new Set([...installedPlaces(), ...playwrightPlaces()])].filter((path) => existsSync(path));
}

function installedPlaces() {
  if (process.platform === 'win32') {
    const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => process.env[name] ?? []);
    return folders.flatMap((folder) => [
      join(folder, 'Chromium', 'Application', 'chrome.exe'),
      join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    ]);
  }
  const inPath = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = ['/usr/bin', ...inPath].flatMap((folder) => names.map((name) => join(folder, name)));
  if (process.platform !== 'darwin') return places;
  const apps = ['/Applications', join(homedir(), 'Applications')];
  return [
    ...apps.flatMap((folder) => [
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    ]),
    ...places,
  ];
}

/** What `playwright install chromium` downloads: `chromium-<build>/chrome-<platform>/…`, newest build first. */
function playwrightPlaces() {
  const cache = playwrightCache();
  if (!existsSync(cache)) return [];
  const builds = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .toSorted((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  return builds.flatMap((build) =>
    readdirSync(join(cache, build)).flatMap((platform) =>
      ['chrome', 'chrome.exe', 'Chromium.app/Contents/MacOS/Chromium'].map((file) =>
        join(cache, build, platform, file),
      ),
    ),
  );
}

function playwrightCache() {
  const told = process.env['PLAYWRIGHT_BROWSERS_PATH'];
  if (told && told !== '0') return told;
  if (process.platform === 'win32') return join(process.env['LOCALAPPDATA'] ?? homedir(), 'ms-playwright');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'ms-playwright');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ms-playwright');
}
