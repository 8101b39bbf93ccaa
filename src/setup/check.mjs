// The fast loop: types, lint, format, dead code, unit and server tests. Imports nothing but Node.
import { existsSync, readdirSync } from 'node:fs';
import { runCaptured } from './processes.mjs';
import { inProject, projectNode } from './project.mjs';
import { countVitest, emptyReport, readReport, vitestReport } from './reports.mjs';

/** tsc, oxlint and knip each use more than one thread: two at a time keep a two-core machine busy, more only swap. */
const atOnce = 2;

/**
 * @typedef {{ name: string, args: string[] }} Step
 * @typedef {{ stepsFailed: number, tests: import('./reports.mjs').Report }} CheckResult
 */

/**
 * Runs every step, even after one failed, and prints a line for each. `stepsFailed` leaves the test step out:
 * its failures are in `tests`.
 * @param {string[]} vitestArgs passed on to vitest, e.g. the name of a file
 * @returns {Promise<CheckResult>}
 */
export async function check(vitestArgs = []) {
  const waiting = [...typeSteps(), ...qualitySteps()];
  let stepsFailed = 0;
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await runStep(step))) stepsFailed += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  // Alone, at the end: vitest uses both cores itself, and its timings should not depend on a neighbour.
  const tests = await runVitest(vitestArgs);
  return { stepsFailed, tests };
}

/** @returns {Step[]} */
function typeSteps() {
  const folders = readdirSync(inProject('src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  // Every folder of src is a side with its own tsconfig. One without would be checked by nobody: tsc says so and fails.
  const sides = folders.map((folder) => `src/${folder.name}`).filter((side) => hasSource(side));
  return [...sides, 'e2e'].map((side) => ({
    name: `types ${side}`,
    args: [inProject('node_modules/typescript/bin/tsc'), '--pretty', 'false', '-p', side],
  }));
}

/** @param {string} side */
function hasSource(side) {
  if (existsSync(inProject(side, 'tsconfig.json'))) return true;
  return readdirSync(inProject(side), { recursive: true }).some((name) => /\.(ts|tsx|mjs)$/.test(String(name)));
}

/** @returns {Step[]} */
function qualitySteps() {
  return [
    { name: 'lint (oxlint)', args: [inProject('node_modules/oxlint/bin/oxlint'), 'src', 'e2e', 'vite.config.ts'] },
    { name: 'format (oxfmt)', args: [inProject('node_modules/oxfmt/bin/oxfmt'), '--check', '.'] },
    {
      name: 'dead code (knip)',
      args: [inProject('node_modules/knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    },
  ];
}

/** @param {string[]} args */
async function runVitest(args) {
  emptyReport(vitestReport);
  const cli = inProject('node_modules/vitest/vitest.mjs');
  const reporters = [
    '--reporter=default',
    '--silent=passed-only',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ];
  let tests = countVitest(null, 1);
  await runStep({ name: 'tests (vitest)', args: [cli, 'run', ...reporters, ...args] }, (code) => {
    tests = countVitest(readReport(vitestReport), code);
    return `${tests.passed} passed, ${tests.failed} failed`;
  });
  return tests;
}

/**
 * @param {Step} step
 * @param {(code: number) => string} [note] what to add to the line once it has ended
 */
async function runStep(step, note) {
  const startedAt = performance.now();
  const { code, output } = await runCaptured(projectNode(), step.args);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const ok = code === 0;
  const more = note ? `  ${note(code)}` : '';
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(20)} ${seconds.padStart(6)} s${more}\n`);
  if (!ok) process.stdout.write(`\n${output.trimEnd()}\n\n`);
  return ok;
}
