// @ts-check
/** Times the engine in a browser's worker, where the page runs it. */

import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { benchColumns } from './data.mjs';
import { measureEngine, measureStarts } from './engine.mjs';

/**
 * @typedef {object} Task
 * @property {number} bars
 * @property {string[]} scripts
 * @property {number} repetitions
 * @property {boolean} [startsOnly] only what is done before the first bar
 */

globalThis.onmessage = (/** @type {MessageEvent<Task>} */ event) => void measure(event.data);

/** @param {Task} task */
async function measure({ bars, scripts, repetitions, startsOnly = false }) {
  await init();
  const columns = benchColumns(bars);
  globalThis.postMessage(
    startsOnly
      ? measureStarts(new Engine(), columns, scripts, repetitions)
      : scripts.map((script) => measureEngine(new Engine(), columns, script, repetitions)),
  );
}
