// What the two test runners counted. Imports nothing but Node.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { cacheFolder } from './project.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Report */

export const vitestReport = join(cacheFolder, 'vitest.json');
/** e2e/playwright.config.ts names the same file. */
export const playwrightReport = join(cacheFolder, 'playwright.json');

/**
 * The report of an earlier run must not count for this one.
 * @param {string} file
 */
export function emptyReport(file) {
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(file, { force: true });
}

/**
 * @param {any} json what vitest's json reporter wrote, or null
 * @param {number} code the runner's exit code
 * @returns {Report}
 */
export function countVitest(json, code) {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
    numTodoTests = 0,
    testResults = [],
  } = json ?? {};
  // A file that could not even be loaded has no tests of its own: it counts as one that failed.
  const brokenFiles = testResults.filter(
    (/** @type {any} */ file) =>
      file.status === 'failed' && !file.assertionResults.some((/** @type {any} */ test) => test.status === 'failed'),
  ).length;
  const failed = numFailedTests + brokenFiles;
  return atLeastOneFailure({ passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }, code);
}

/**
 * @param {any} json what Playwright's json reporter wrote, or null
 * @param {number} code the runner's exit code
 * @returns {Report}
 */
export function countPlaywright(json, code) {
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = json?.stats ?? {};
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, code);
}

/**
 * Which tests failed, for the end of a long output.
 * @param {any} json what vitest's json reporter wrote, or null
 * @returns {string[]}
 */
export function failedInVitest(json) {
  return (json?.testResults ?? []).flatMap((/** @type {any} */ file) => {
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
    if (failed.length === 0) return file.status === 'failed' ? [`${file.name}: ${firstLine(file.message)}`] : [];
    return failed.map((/** @type {any} */ test) => `${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

/**
 * The same of Playwright's report.
 * @param {any} json
 * @returns {string[]}
 */
export function failedInPlaywright(json) {
  /** @type {(suite: any) => string[]} */
  const inSuite = (suite) => [
    ...(suite.specs ?? [])
      .filter((/** @type {any} */ spec) => !spec.ok)
      .map((/** @type {any} */ spec) => {
        const error = spec.tests?.flatMap((/** @type {any} */ test) => test.results ?? []).at(-1)?.error;
        return `${spec.file} › ${spec.title}: ${firstLine(error?.message)}`;
      }),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return (json?.suites ?? []).flatMap(inSuite);
}

/** @param {string | undefined} text */
const firstLine = (text = '') => stripVTControlCharacters(text).split('\n', 1)[0]?.slice(0, 300);

/**
 * The sum, with each failed step that has no tests of its own (types, lint, a build) as one failure,
 * so that the last line never says "0 failed" of a run that failed.
 * @param {Report[]} reports
 * @param {number} stepsFailed
 * @returns {Report}
 */
export function sum(reports, stepsFailed) {
  const total = { passed: 0, failed: stepsFailed, skipped: 0 };
  for (const report of reports) {
    total.passed += report.passed;
    total.failed += report.failed;
    total.skipped += report.skipped;
  }
  return total;
}

/** @param {Report} report */
export function lastLine(report) {
  return `${report.passed} passed, ${report.failed} failed${report.skipped > 0 ? `, ${report.skipped} skipped` : ''}`;
}

/**
 * A runner that says it failed has failed, whatever it counted: an unhandled error, a crash, no tests.
 * @param {Report} report
 * @param {number} code
 */
function atLeastOneFailure(report, code) {
  return code !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
}

/**
 * @param {string} file
 * @returns {any} null when there is no report, or half of one
 */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
