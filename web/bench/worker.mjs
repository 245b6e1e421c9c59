// @ts-check
/** Times the engine in a browser's worker, where the page runs it. */

import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { benchColumns } from './data.mjs';
import { measureEngine } from './engine.mjs';

/**
 * @typedef {object} Task
 * @property {number} bars
 * @property {string[]} scripts
 * @property {number} repetitions
 */

globalThis.onmessage = (/** @type {MessageEvent<Task>} */ event) => void measure(event.data);

/** @param {Task} task */
async function measure({ bars, scripts, repetitions }) {
  await init();
  const columns = benchColumns(bars);
  globalThis.postMessage(
    scripts.map((script) => measureEngine(new Engine(), columns, script, repetitions)),
  );
}
