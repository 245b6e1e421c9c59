// @ts-check
/** Times the engine's wasm module in this process. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root } from '../../setup/steps.mjs';
import { benchColumns } from './data.mjs';
import { measureEngine } from './engine.mjs';

/**
 * @param {import('./worker.mjs').Task} task
 * @returns {Promise<import('./engine.mjs').Times[]>} one for each script
 */
export async function measureInNode({ bars, scripts, repetitions }) {
  await init({ module_or_path: readFileSync(join(root, 'engine-wasm/pkg/engine_bg.wasm')) });
  const columns = benchColumns(bars);
  return scripts.map((script) => measureEngine(new Engine(), columns, script, repetitions));
}
