// @ts-check
/** `npm run bench -- features`: how long each indicator takes over a million bars, before the first is run. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root, step } from '../../setup/steps.mjs';
import { startsInChromium } from './chromium.mjs';
import { BARS, benchColumns } from './data.mjs';
import { buildNative, measureNative } from './native.mjs';
import { startsInNode } from './node.mjs';

/** Milliseconds that one indicator may take in Chromium. */
const GOAL_MS = 15;
/** Long periods show what depends on them; families with more numbers have their example alone. */
const LONG = [200, 1000];
const REPETITIONS = 7;
/** What else a start takes is taken off. */
const NOTHING = 'function on_bar() return "hold" end';

/**
 * @typedef {object} FeatureTime the least of some repetitions
 * @property {string} name
 * @property {number} chromium_ms in a worker, where the page runs it
 * @property {number} node_ms
 * @property {number} native_ms
 */

/**
 * @param {string[]} asked names of indicators; none for every family's example and long ones
 * @returns {Promise<FeatureTime[]>}
 */
export async function measureFeatures(asked) {
  const names = asked.length > 0 ? asked : await featureNames();
  const scripts = [
    NOTHING,
    ...names.map((name) => `function on_bar(ctx, bar) local x = bar["${name}"] return "hold" end`),
  ];
  const task = { bars: BARS, scripts, repetitions: REPETITIONS };
  await step('Engine for this machine', buildNative);
  const { times: chromium } = await step('Chromium', () => startsInChromium(task));
  const node = await step('Node', () => startsInNode(task));
  const native = await step('This machine', async () => {
    const runs = await measureNative(benchColumns(BARS), scripts, REPETITIONS, 'features');
    return runs.map((times) => Math.min(...times.map(({ start_s }) => start_s)));
  });
  return names.map((name, i) => ({
    name,
    chromium_ms: timeOf(chromium, i),
    node_ms: timeOf(node, i),
    native_ms: timeOf(native, i),
  }));
}

/** @returns {Promise<string[]>} */
async function featureNames() {
  await init({ module_or_path: readFileSync(join(root, 'engine-wasm/pkg/engine_bg.wasm')) });
  /** @type {{ indicators: { name: string, example: string, parameters: string[] }[] }} */
  const { indicators } = JSON.parse(Engine.tables());
  return indicators.flatMap(({ name, example, parameters }) =>
    parameters[0] === 'period' && /^\d+$/u.test(example.slice(name.length + 1))
      ? [example, ...LONG.map((period) => `${name}_${String(period)}`)]
      : [example],
  );
}

/**
 * @param {number[]} starts seconds: of a script that names no feature, then of one for each feature
 * @param {number} i which feature
 */
function timeOf([nothing = NaN, ...starts], i) {
  return Math.max(0, ((starts[i] ?? NaN) - nothing) * 1000);
}

/**
 * Returns the table for people, slowest in Chromium first.
 * @param {FeatureTime[]} times
 */
export function featureReport(times) {
  const slowest = [...times].sort((a, b) => b.chromium_ms - a.chromium_ms);
  /** @param {string} name @param {string[]} cells */
  const line = (name, cells) => name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join('');
  /** @param {number} ms */
  const shown = (ms) => `${ms.toFixed(1)} ms`;
  return [
    `\nIndicators over ${BARS.toLocaleString('en')} bars, best of ${REPETITIONS}, goal ${GOAL_MS} ms in Chromium\n`,
    line('', ['Chromium', 'Node', 'native']),
    ...slowest.map(
      ({ name, chromium_ms, node_ms, native_ms }) =>
        line(name, [chromium_ms, node_ms, native_ms].map(shown)) +
        (chromium_ms > GOAL_MS ? '  over' : ''),
    ),
  ].join('\n');
}
