// @ts-check
/** Reads each test runner's own account of what passed. */

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed tests that failed, and files or programs that could not run at all
 * @property {number} skipped
 */

/**
 * Sums the `test result:` lines of `cargo test`, one a test program.
 * @param {string} output
 * @returns {Tally}
 */
export function tallyOfCargo(output) {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const line = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;/gm;
  for (const [, passed, failed, ignored] of output.matchAll(line)) {
    tally.passed += Number(passed);
    tally.failed += Number(failed);
    tally.skipped += Number(ignored);
  }
  return tally;
}

/**
 * Reads vitest's JSON report. A file that could not be loaded has no tests and counts as one failure.
 * @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} report
 * @returns {Tally}
 */
export function tallyOfVitest(report) {
  const statuses = report.testResults.flatMap((file) =>
    file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')
      ? [...file.assertionResults.map((test) => test.status), 'failed']
      : file.assertionResults.map((test) => test.status),
  );
  /** @param {(status: string) => boolean} test */
  const count = (test) => statuses.filter(test).length;
  const passed = count((status) => status === 'passed');
  const failed = count((status) => status === 'failed');
  return { passed, failed, skipped: statuses.length - passed - failed };
}

/**
 * Reads Playwright's JSON report. A test that passed only when tried again did fail.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Tally}
 */
export function tallyOfPlaywright({ stats, errors }) {
  const failed = stats.unexpected + stats.flaky + errors.length;
  return { passed: stats.expected, failed, skipped: stats.skipped };
}

/**
 * What a runner's end means: one that failed or ran nothing has failed at least once, whatever it counted.
 * @param {Tally} tally
 * @param {boolean} succeeded its exit status was 0
 * @returns {Tally}
 */
export function judged(tally, succeeded) {
  const broken = tally.failed === 0 && (!succeeded || tally.passed === 0);
  return broken ? { ...tally, failed: 1 } : tally;
}
