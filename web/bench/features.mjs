// @ts-check
/** `npm run bench -- features`: how long each indicator takes over a million bars, in this process. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root } from '../../setup/steps.mjs';
import { BARS, benchColumns, REPETITIONS } from './data.mjs';
import { load } from './engine.mjs';

/** Milliseconds that one indicator may take. */
const GOAL_MS = 15;
/** A long period shows what depends on it; families with more numbers have their example alone. */
const LONG = 200;

/**
 * @typedef {object} FeatureTime
 * @property {string} name
 * @property {number} ms of the processor, with the copy of the column out of the engine
 */

/** @returns {Promise<FeatureTime[]>} the copy alone (`close`), every family's example, and a long one */
export async function measureFeatures() {
  await init({ module_or_path: readFileSync(join(root, 'engine-wasm/pkg/engine_bg.wasm')) });
  const engine = new Engine();
  load(engine, benchColumns(BARS));
  return ['close', ...featureNames()].map((name) => ({ name, ms: time(engine, name) }));
}

/** @returns {string[]} */
function featureNames() {
  /** @type {{ indicators: { name: string, example: string, parameters: string[] }[] }} */
  const { indicators } = JSON.parse(Engine.tables());
  return indicators.flatMap(({ name, example, parameters }) =>
    parameters[0] === 'period' && /^\d+$/u.test(example.slice(name.length + 1))
      ? [example, `${name}_${LONG}`]
      : [example],
  );
}

/**
 * Returns the least time of some repetitions, of this process alone: what else the machine does only adds.
 * @param {Engine} engine
 * @param {string} name
 */
function time(engine, name) {
  const times = Array.from({ length: REPETITIONS }, () => {
    const since = process.cpuUsage();
    if (engine.feature(name, 'standard') === undefined) throw new Error(`no feature ${name}`);
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/**
 * Returns the table for people, slowest first.
 * @param {FeatureTime[]} times
 */
export function featureReport(times) {
  const slowest = [...times].sort((a, b) => b.ms - a.ms);
  return [
    `\nIndicators over ${BARS.toLocaleString('en')} bars, best of ${REPETITIONS}, goal ${GOAL_MS} ms\n`,
    ...slowest.map(
      ({ name, ms }) =>
        `${name.padEnd(26)}${ms.toFixed(1).padStart(8)} ms${ms > GOAL_MS ? '  over' : ''}`,
    ),
  ].join('\n');
}
