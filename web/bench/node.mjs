// @ts-check
/** Times the engine's wasm module in this process. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root } from '../../setup/steps.mjs';
import { benchColumns } from './data.mjs';
import { load, measureEngine, measureStarts } from './engine.mjs';

const module = () => readFileSync(join(root, 'engine-wasm/pkg/engine_bg.wasm'));

/**
 * @param {import('./worker.mjs').Task} task
 * @returns {Promise<import('./engine.mjs').Times[]>} one for each script
 */
export async function measureInNode({ bars, scripts, repetitions }) {
  await init({ module_or_path: module() });
  const columns = benchColumns(bars);
  return scripts.map((script) => measureEngine(new Engine(), columns, script, repetitions));
}

/**
 * @param {import('./worker.mjs').Task} task
 * @returns {Promise<number[]>} seconds before the first bar, of each script
 */
export async function startsInNode({ bars, scripts, repetitions }) {
  await init({ module_or_path: module() });
  return measureStarts(new Engine(), benchColumns(bars), scripts, repetitions);
}

/**
 * Computes features for the engines that have none.
 * @param {import('./data.mjs').Columns} columns
 * @param {string[]} names
 * @returns {Promise<Record<string, Float64Array>>}
 */
export async function featuresInNode(columns, names) {
  await init({ module_or_path: module() });
  const engine = new Engine();
  load(engine, columns);
  return Object.fromEntries(
    names.map((name) => [name, engine.feature(name, 'standard') ?? new Float64Array()]),
  );
}
