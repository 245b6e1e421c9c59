// @ts-check
/**
 * `npm run bench -- instructions`: machine instructions of the native engine's bar loop, counted by callgrind.
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

/** @returns {Promise<number>} instructions a bar */
export async function countInstructions() {
  await buildNative();
  return Math.round((count(MANY) - count(FEW)) / (MANY - FEW));
}

/** @param {number} bars */
function count(bars) {
  const folder = join(root, `build/bench-${String(bars)}`);
  mkdirSync(folder, { recursive: true });
  for (const [name, values] of Object.entries(benchColumns(bars))) {
    writeFileSync(join(folder, name), values);
  }
  const tool = ['--tool=callgrind', `--callgrind-out-file=${join(folder, 'callgrind.out')}`];
  try {
    execFileSync('valgrind', ['--version'], { stdio: 'ignore' });
  } catch {
    throw new Stop('valgrind is missing: run `apt-get install valgrind`.');
  }
  execFileSync('valgrind', [...tool, PROGRAM, folder, SCRIPT, '1'], { stdio: 'ignore' });
  const profile = execFileSync('grep', ['-m1', '^summary:', join(folder, 'callgrind.out')]);
  return Number(/\d+/u.exec(profile.toString())?.[0]);
}
