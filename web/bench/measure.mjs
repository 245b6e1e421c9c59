// @ts-check
/** Runs the whole benchmark: one thing after the other, so that none takes another's time. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNative, measureNative } from './native.mjs';
import { measureInChromium } from './chromium.mjs';
import { BARS, benchColumns, median, PEER_BARS, REPETITIONS } from './data.mjs';
import { featuresInNode, measureInNode } from './node.mjs';
import { fengariHost, runPeer, wasmoonHost } from './peers.mjs';
import { root, step } from '../../setup/steps.mjs';

/**
 * Medians of one engine and script, in seconds.
 * @typedef {object} Row
 * @property {number} [load_s]
 * @property {number} start_s
 * @property {number} advance_s
 * @property {number} metrics_s
 * @property {number} [result_s]
 */

/**
 * @typedef {object} Measured
 * @property {string} chromium its version
 * @property {Record<'chromium' | 'node' | 'native', { reused: Row, cloned: Row }>} ours
 * @property {{ wasmoon: number, fengari: number }} peers bars per second
 */

/** @returns {Promise<Measured>} */
export async function measureAll() {
  const rule = readFileSync(join(root, 'web/bench/ema_cross.lua'), 'utf8');
  // A script that could keep a bar's table gets a fresh one for every bar.
  const keeping = rule.replace('(ctx, bar)\n', '(ctx, bar)\n  local kept = bar\n');
  const task = { bars: BARS, scripts: [rule, keeping], repetitions: REPETITIONS };
  const columns = benchColumns(BARS);

  await step('Engine for this machine', buildNative);
  const inChromium = await step('Chromium', () => measureInChromium(task));
  const inNode = await step('Node', () => measureInNode(task));
  const native = await step('This machine', async () =>
    (await measureNative(columns, [rule, keeping], REPETITIONS)).map((runs) => ({ runs })),
  );
  const peers = await step('wasmoon and fengari', () => measurePeers(rule));
  return {
    chromium: inChromium.version,
    ours: { chromium: both(inChromium.times), node: both(inNode), native: both(native) },
    peers,
  };
}

/**
 * @typedef {object} Runs
 * @property {number} [load_s]
 * @property {{ start_s: number, advance_s: number, metrics_s: number, result_s?: number }[]} runs
 */

/** @param {Runs[]} times of the two scripts */
function both(times) {
  const [reused, cloned] = times.map(medians);
  if (!reused || !cloned) throw new Error('both scripts are timed');
  return { reused, cloned };
}

/**
 * @param {Runs} times
 * @returns {Row}
 */
function medians({ load_s, runs }) {
  const results = runs.flatMap(({ result_s }) => result_s ?? []);
  return {
    ...(load_s !== undefined && { load_s }),
    start_s: median(runs.map(({ start_s }) => start_s)),
    advance_s: median(runs.map(({ advance_s }) => advance_s)),
    metrics_s: median(runs.map(({ metrics_s }) => metrics_s)),
    ...(results.length > 0 && { result_s: median(results) }),
  };
}

/** @param {string} rule */
async function measurePeers(rule) {
  const columns = benchColumns(PEER_BARS);
  const features = await featuresInNode(columns, ['ema_10', 'ema_30']);
  const bars = { ...columns, ...features };
  const speeds = [];
  for (let i = 0; i < REPETITIONS; i += 1) {
    const wasmoon = runPeer(await wasmoonHost(rule), bars);
    const fengari = runPeer(fengariHost(rule), bars);
    speeds.push({ wasmoon: PEER_BARS / wasmoon.seconds, fengari: PEER_BARS / fengari.seconds });
  }
  return {
    wasmoon: median(speeds.map(({ wasmoon }) => wasmoon)),
    fengari: median(speeds.map(({ fengari }) => fengari)),
  };
}
