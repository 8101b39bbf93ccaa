// Every npm script goes through here and does its own set-up, so that a fresh clone needs one command.
// Plain JavaScript for Node 20.19 and later, importing nothing but Node: it runs before anything is installed.
import { join } from 'node:path';
import { runBrowserTests } from './browser-tests.mjs';
import { check } from './check.mjs';
import { ensureClient } from './client.mjs';
import { ensureDependencies } from './install.mjs';
import { runInForeground } from './processes.mjs';
import { cacheFolder, inProject, projectNode, say, SetupError } from './project.mjs';
import {
  failedInPlaywright,
  failedInVitest,
  lastLine,
  playwrightReport,
  readReport,
  sum,
  vitestReport,
} from './reports.mjs';

/** @param {string} file @param {string[]} args */
const node = (file, args) => runInForeground(projectNode(), [inProject(file), ...args]);

// For every Node that is started from here. Compiled code is kept: a start takes a third less and 25 MB less. And glibc
// gives freed memory back at once; left to itself it raises the bounds and keeps some 20 MB after heavy work. Pieces of
// 32 KiB and more lie by themselves: among the small ones, the last of those would keep the room of all before it.
process.env['NODE_COMPILE_CACHE'] ??= join(cacheFolder, 'compiled');
process.env['MALLOC_TRIM_THRESHOLD_'] ??= '131072';
process.env['MALLOC_MMAP_THRESHOLD_'] ??= '32768';
process.env['MALLOC_ARENA_MAX'] ??= '2';

/** @type {Record<string, (args: string[]) => Promise<number>>} Each gives the exit code. */
const tasks = {
  async start(args) {
    ensureClient();
    return node('src/server/main.ts', args);
  },
  async demo(args) {
    ensureClient();
    return node('src/demo/main.ts', args);
  },
  async journal(args) {
    return node('src/server/commands/main.ts', args);
  },
  async bench(args) {
    ensureClient();
    return node('src/bench/main.ts', args);
  },
  async dev(args) {
    return node('node_modules/vite/bin/vite.js', args);
  },
  async format(args) {
    return node('node_modules/oxfmt/bin/oxfmt', args.length > 0 ? args : ['.']);
  },
  async check(args) {
    const { stepsFailed, tests } = await check(args);
    return stepsFailed + tests.failed > 0 || tests.passed === 0 ? 1 : 0;
  },
  async e2e(args) {
    const report = await runBrowserTests(args);
    return report.failed > 0 ? 1 : 0;
  },
  async test() {
    const checked = await check();
    let { stepsFailed } = checked;
    let browser = { passed: 0, failed: 0, skipped: 0 };
    try {
      // A second try for a machine that is busy with others; Playwright names what needed it.
      browser = await runBrowserTests(['--retries=1']);
    } catch (error) {
      // No build or no Chromium: that is a failure of the run, and the line that sums it up is still due.
      if (!(error instanceof SetupError)) throw error;
      say(error.message);
      stepsFailed += 1;
    }
    const total = sum([checked.tests, browser], stepsFailed);
    if (stepsFailed > 0)
      say(`${stepsFailed} failed outside of the tests (types, lint, format, dead code or set-up): see above.`);
    // Once more at the end: whoever reads the last lines of an output reads the names.
    const names = [...failedInVitest(readReport(vitestReport)), ...failedInPlaywright(readReport(playwrightReport))];
    for (const name of names.slice(0, 20)) say(`Failed: ${name}`);
    process.stdout.write(`${lastLine(total)}\n`);
    return total.failed > 0 || total.passed === 0 ? 1 : 0;
  },
};

const [name = '', ...args] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
try {
  if (!task) throw new SetupError(`There is no task "${name}". There are: ${Object.keys(tasks).join(', ')}.`);
  ensureDependencies();
  process.exitCode = await task(args);
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = 1;
}
