import { defineConfig } from '@playwright/test';
import { chromiumCandidates } from '#setup/find-chromium.mjs';

/** `npm test` has looked for one that runs and names it in CHROMIUM_PATH; by hand the first that is there will do. */
const [chromium] = chromiumCandidates();
if (!chromium) throw new Error('No Chromium here: `npm test` installs one, or name yours in CHROMIUM_PATH.');

const inCi = Boolean(process.env['CI']);
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  outputDir: '../test-results',
  // Each test has a server of its own on a fresh store; more than two browsers on two cores only wait for each other.
  workers: 2,
  // A machine that builds something else meanwhile is slow, not broken.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  fullyParallel: true,
  forbidOnly: inCi,
  // A test that needs a second try at home is a test to mend.
  retries: inCi ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: '../node_modules/.cache/process-journal/playwright.json' }]],
  use: {
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // Chromium refuses its sandbox to root; everybody else keeps it.
      chromiumSandbox: !isRoot,
      // Without these it calls home at every start, which a closed network answers with a wall of errors.
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
