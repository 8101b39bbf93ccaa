// The browser tests against the built client. Imports nothing but Node.
import { ensureChromium } from './chromium.mjs';
import { ensureClient } from './client.mjs';
import { runInForeground } from './processes.mjs';
import { inProject, projectNode } from './project.mjs';
import { countPlaywright, emptyReport, playwrightReport, readReport } from './reports.mjs';

/**
 * Builds what they need, runs them, and gives what they counted.
 * @param {string[]} args passed on to Playwright, e.g. the name of a file or `--ui`
 */
export async function runBrowserTests(args = []) {
  ensureClient();
  const chromium = ensureChromium();
  emptyReport(playwrightReport);
  const cli = inProject('node_modules/@playwright/test/cli.js');
  const env = { ...process.env, CHROMIUM_PATH: chromium };
  const code = await runInForeground(projectNode(), [cli, 'test', '-c', 'e2e/playwright.config.ts', ...args], env);
  return countPlaywright(readReport(playwrightReport), code);
}
