// @ts-check
/** `npm test`: installs what is missing, builds, checks, and runs every test. */

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attackSummary } from './attack-summary.mjs';
import { browserVariables } from './browser.mjs';
import { runChecks } from './checks.mjs';
import { buildEngine } from './engine.mjs';
import { buildPage } from './page.mjs';
import { requireLinters } from './rust.mjs';
import { CommandFailed, elapsed, main, PLAIN, root, run } from './steps.mjs';
import { judged, tallyOfCargo, tallyOfPlaywright, tallyOfVitest } from './tally.mjs';
import { tools } from './tools.mjs';

/** @type {import('./browser.mjs').Browser[]} */
const BROWSERS = ['chromium', 'firefox'];
const REPORTS = 'build/reports';
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

await main(async () => {
  console.log('Set-up and build');
  const wasm = await tools({ browsers: BROWSERS });
  await requireLinters();
  await buildEngine(() => Promise.resolve(wasm));
  await buildPage();
  rmSync(join(root, REPORTS), { recursive: true, force: true });
  mkdirSync(join(root, REPORTS), { recursive: true });

  // Absolute: each runner has a folder of its own.
  process.env.MOONTEST_REPORTS = join(root, REPORTS);

  console.log('Checks');
  const failedChecks = await runChecks(wasm);
  const tallies = [await rustTests(), await webTests(), await browserTests()];

  console.log(attackSummary(join(root, REPORTS)));
  if (failedChecks.length > 0) console.log(`\nChecks that failed: ${failedChecks.join(', ')}.`);
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, failedChecks.length);
  console.log(`\n${passed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
});

function rustTests() {
  const args = ['test', '--workspace', '--no-fail-fast'];
  return runner('Rust', 'cargo', args, { CARGO_TARGET_DIR: 'target' }, tallyOfCargo);
}

function webTests() {
  const file = `${REPORTS}/web.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters];
  return runner('Web', process.execPath, args, {}, () => tallyOf(file, tallyOfVitest));
}

async function browserTests() {
  const file = `${REPORTS}/browser.json`;
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...(await browserVariables(BROWSERS)) };
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,json'];
  return runner('Page in browsers', process.execPath, args, env, () =>
    tallyOf(file, tallyOfPlaywright),
  );
}

/**
 * Reads a report with a tally of it; a runner that broke down before its first test left none.
 * @template T
 * @param {string} file
 * @param {(report: T) => import('./tally.mjs').Tally} tally
 */
function tallyOf(file, tally) {
  const path = join(root, file);
  return existsSync(path) ? tally(JSON.parse(readFileSync(path, 'utf8'))) : NOTHING;
}

/**
 * Runs one test runner; what it printed is shown only if it failed.
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(output: string) => import('./tally.mjs').Tally} count
 */
async function runner(name, command, args, env, count) {
  console.log(name);
  const since = performance.now();
  const { succeeded, output } = await run(command, args, {
    env: { ...env, ...PLAIN, CI: '1' },
  }).then(
    (printed) => ({ succeeded: true, output: printed }),
    (error) => {
      if (!(error instanceof CommandFailed)) throw error;
      return { succeeded: false, output: error.output };
    },
  );
  const tally = judged(count(output), succeeded);
  if (tally.failed > 0) console.log(output.trim());
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  const mark = tally.failed > 0 ? '✗' : '✓';
  console.log(
    `  ${mark} ${tally.passed} passed, ${tally.failed} failed${skipped} (${elapsed(since)})`,
  );
  return tally;
}
