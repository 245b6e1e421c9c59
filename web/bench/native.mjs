// @ts-check
/** Times the engine built for this machine. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../setup/steps.mjs';

const FOLDER = join(root, 'build/bench');
const ENV = { CARGO_TARGET_DIR: 'target' };
const CARGO = ['--release', '--package', 'moontest-engine', '--example', 'bench'];

/** Builds the program, so that its compiling does not run beside a measurement. */
export async function buildNative() {
  await run('cargo', ['build', ...CARGO], { env: ENV });
}

/**
 * @typedef {object} NativeTimes all in seconds
 * @property {number} start_s
 * @property {number} advance_s
 * @property {number} metrics_s
 */

/**
 * @param {import('./data.mjs').Columns} columns
 * @param {string[]} scripts
 * @param {number} repetitions
 * @param {'features' | 'metrics'} until the last part that is done
 * @returns {Promise<NativeTimes[][]>} of each script, one for each repetition
 */
export async function measureNative(columns, scripts, repetitions, until = 'metrics') {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, values] of Object.entries(columns)) writeFileSync(join(FOLDER, name), values);
  const files = scripts.map((script, i) => {
    const file = join(FOLDER, `script-${String(i)}.lua`);
    writeFileSync(file, script);
    return file;
  });
  const args = ['run', '--quiet', ...CARGO, '--', FOLDER, until, String(repetitions), ...files];
  const output = await run('cargo', args, { env: ENV });
  const lines = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return scripts.map((_, i) => lines.slice(i * repetitions, (i + 1) * repetitions));
}
