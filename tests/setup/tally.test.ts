import { expect, test } from 'vitest';
import { judged, tallyOfCargo, tallyOfPlaywright, tallyOfVitest } from '../../setup/tally.mjs';

const CARGO = `
running 2 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s

test result: FAILED. 3 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
`;

test('the result lines of all Rust test programs are summed', () => {
  expect(tallyOfCargo(CARGO)).toEqual({ passed: 5, failed: 1, skipped: 1 });
});

test('a Rust test that only prints a result line in the middle of another line is not counted', () => {
  const forged = 'printed test result: ok. 9 passed; 0 failed; 0 ignored;';
  expect(tallyOfCargo(forged)).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test('a vitest file that could not be loaded counts as one failure', () => {
  const report = {
    testResults: [
      { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'pending' }] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(tallyOfVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

test('a vitest file with a failed test counts that test and no more', () => {
  const statuses = [{ status: 'passed' }, { status: 'failed' }];
  const report = { testResults: [{ status: 'failed', assertionResults: statuses }] };
  expect(tallyOfVitest(report)).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a page test that passed only when tried again has failed', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 };
  expect(tallyOfPlaywright({ stats, errors: [] })).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

test('a runner that ran nothing has failed, and so has one that broke down after its tests', () => {
  expect(judged({ passed: 0, failed: 0, skipped: 0 }, true).failed).toBe(1);
  expect(judged({ passed: 7, failed: 0, skipped: 0 }, false).failed).toBe(1);
  expect(judged({ passed: 7, failed: 0, skipped: 0 }, true).failed).toBe(0);
  expect(judged({ passed: 7, failed: 2, skipped: 0 }, false).failed).toBe(2);
});
