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
 * @param {import('./data.mjs').Columns} columns
 * @param {string} script
 * @param {number} repetitions
 * @returns {Promise<{ start_s: number, advance_s: number }[]>} one for each repetition
 */
export async function measureNative(columns, script, repetitions) {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, values] of Object.entries(columns)) writeFileSync(join(FOLDER, name), values);
  const file = join(FOLDER, 'script.lua');
  writeFileSync(file, script);
  const args = ['run', '--quiet', ...CARGO, '--', FOLDER, file, String(repetitions)];
  const output = await run('cargo', args, { env: ENV });
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
