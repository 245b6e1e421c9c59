// @ts-check
/**
 * `npm run bench -- instructions`: machine instructions of the native engine, counted by callgrind.
 * The count is the same on a busy machine, so a regression shows.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, Stop } from '../../setup/steps.mjs';
import { benchColumns } from './data.mjs';
import { buildNative } from './native.mjs';

const PROGRAM = join(root, 'target/release/examples/bench');
const SCRIPT = join(root, 'web/bench/ema_cross.lua');
/** Two sizes: what does not grow with the bars drops out of their difference. */
const FEW = 20_000;
const MANY = 120_000;

/** What is done, each with all before it. */
const PARTS = /** @type {const} */ (['columns', 'features', 'bars', 'metrics']);

/**
 * Machine instructions a bar: of the two averages, of the bar loop with its books, of all metrics.
 * @typedef {Record<Exclude<(typeof PARTS)[number], 'columns'>, number>} Instructions
 */

/**
 * What was counted last, with rustc 1.95 and Debian 12's gcc on x86-64. Other compilers count differently by some
 * percent; a change of ours that adds more than it is worth shows here. Write it anew when it is meant.
 * @type {Instructions}
 */
const BASELINE = { features: 19, bars: 1141, metrics: 350 };

/** @returns {Promise<Instructions>} */
export async function countInstructions() {
  await buildNative();
  try {
    execFileSync('valgrind', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Stop('valgrind is missing: run `apt-get install valgrind`.');
  }
  for (const bars of [FEW, MANY]) writeColumns(bars);
  const [columns, features, bars, metrics] = PARTS.map(
    (until) => (count(MANY, until) - count(FEW, until)) / (MANY - FEW),
  );
  if (columns === undefined || features === undefined || bars === undefined) throw new Error();
  return {
    features: Math.round(features - columns),
    bars: Math.round(bars - features),
    metrics: Math.round((metrics ?? NaN) - bars),
  };
}

/**
 * Returns the report for people.
 * @param {Instructions} counted
 */
export function instructionReport(counted) {
  /** @param {keyof Instructions} part */
  const shown = (part) => {
    const change = (counted[part] / BASELINE[part] - 1) * 100;
    const sign = change < 0 ? '−' : '+';
    return `${counted[part]} (baseline ${BASELINE[part]}, ${sign}${Math.abs(change).toFixed(1)} %)`;
  };
  return (
    `\nMachine instructions a bar, natively: bar loop ${shown('bars')}, ` +
    `two averages ${shown('features')}, metrics ${shown('metrics')}`
  );
}

/** @param {number} bars */
const folderOf = (bars) => join(root, `build/bench-${String(bars)}`);

/** @param {number} bars */
function writeColumns(bars) {
  mkdirSync(folderOf(bars), { recursive: true });
  for (const [name, values] of Object.entries(benchColumns(bars))) {
    writeFileSync(join(folderOf(bars), name), values);
  }
}

/**
 * @param {number} bars
 * @param {(typeof PARTS)[number]} until
 */
function count(bars, until) {
  const profile = join(folderOf(bars), 'callgrind.out');
  const tool = ['--tool=callgrind', `--callgrind-out-file=${profile}`];
  const program = [PROGRAM, folderOf(bars), until, '1', SCRIPT];
  execFileSync('valgrind', [...tool, ...program], { stdio: 'ignore' });
  const summary = execFileSync('grep', ['-m1', '^summary:', profile]);
  return Number(/\d+/u.exec(summary.toString())?.[0]);
}
