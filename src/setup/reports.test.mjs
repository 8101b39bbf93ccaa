import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, failedInPlaywright, failedInVitest, lastLine, sum } from './reports.mjs';

const file = (/** @type {string} */ status, /** @type {string[]} */ tests) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe('what the runners counted', () => {
  it('takes the numbers of vitest', () => {
    const json = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file('failed', ['failed'])],
    };
    expect(countVitest(json, 1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const json = { numPassedTests: 5, testResults: [file('passed', ['passed']), file('failed', [])] };
    expect(countVitest(json, 1).failed).toBe(1);
  });

  it('counts a second try that passed as passed', () => {
    expect(countPlaywright({ stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 2 } }, 0)).toEqual({
      passed: 4,
      failed: 0,
      skipped: 2,
    });
  });

  it('never counts no failure of a run that failed', () => {
    expect(countVitest(null, 1).failed).toBe(1);
    expect(countVitest({ numPassedTests: 5, testResults: [] }, 1).failed).toBe(1);
    expect(countPlaywright(null, 1).failed).toBe(1);
  });

  it('names what failed, with the first line of why', () => {
    /** @type {(status: string, fullName: string, message?: string) => object} */
    const test = (status, fullName, message) => ({ status, fullName, failureMessages: [message] });
    expect(
      failedInVitest({
        testResults: [
          { status: 'failed', assertionResults: [test('passed', 'a'), test('failed', 'b does', 'expected 1\n at x')] },
          { status: 'failed', name: 'broken.test.ts', message: 'cannot load\nat y', assertionResults: [] },
        ],
      }),
    ).toEqual(['b does: expected 1', 'broken.test.ts: cannot load']);
    /** @type {(ok: boolean, title: string, message?: string) => object} */
    const spec = (ok, title, message) => ({
      ok,
      title,
      file: 'x.e2e.ts',
      tests: [{ results: [{ error: { message } }] }],
    });
    expect(
      failedInPlaywright({
        suites: [{ specs: [spec(true, 'fine')], suites: [{ specs: [spec(false, 'home', 'no row\nmore')] }] }],
      }),
    ).toEqual(['x.e2e.ts › home: no row']);
    expect(failedInVitest(null).concat(failedInPlaywright(null))).toEqual([]);
  });

  it('ends with a line that sums it all up', () => {
    const total = sum(
      [
        { passed: 5, failed: 1, skipped: 0 },
        { passed: 2, failed: 0, skipped: 0 },
      ],
      1,
    );
    expect(lastLine(total)).toBe('7 passed, 2 failed');
    expect(lastLine({ passed: 7, failed: 0, skipped: 3 })).toBe('7 passed, 0 failed, 3 skipped');
  });
});
