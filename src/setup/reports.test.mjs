import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, lastLine, sum } from './reports.mjs';

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
