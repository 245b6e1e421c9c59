// @ts-check
/**
 * `npm run bench -- sizes`: the whole run (columns in, features, bars, metrics) at growing sizes, each in a
 * process of its own so that its peak memory is its own.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root, run } from '../../setup/steps.mjs';
import { benchColumns } from './data.mjs';
import { load } from './engine.mjs';

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000];
const SCRIPT = join(root, 'web/bench/ema_cross.lua');
const ENGINE = join(root, 'engine-wasm/pkg/engine_bg.wasm');
const MIB = 1024 * 1024;

/**
 * @typedef {object} SizeTime
 * @property {number} bars
 * @property {number} load_s columns into the engine
 * @property {number} start_s compiling, features
 * @property {number} advance_s all bars
 * @property {number} metrics_s metrics and trades
 * @property {number} engine_mib the module's memory at its largest
 * @property {number} columns_mib the columns alone
 */

/** @returns {Promise<SizeTime[]>} */
export async function measureSizes() {
  const times = [];
  for (const bars of SIZES) {
    const self = fileURLToPath(import.meta.url);
    times.push(JSON.parse(await run(process.execPath, [self, String(bars)])));
  }
  return times;
}

/**
 * Returns the table for people, and how time and memory grow.
 * @param {SizeTime[]} times
 */
export function sizeReport(times) {
  const [large, larger] = times.slice(-2);
  if (!large || !larger) throw new Error('two sizes at least');
  /** @param {(time: SizeTime) => number} part */
  const slope = (part) => (part(larger) - part(large)) / (larger.bars - large.bars);
  /** @param {SizeTime} time */
  const run_s = ({ start_s, advance_s, metrics_s }) => start_s + advance_s + metrics_s;
  const thousands = times.map((time) => ((run_s(time) / time.bars) * 1e9).toFixed(0));
  return [
    `\n${['bars', 'load', 'features', 'bar loop', 'metrics', 'engine', 'columns'].map((title) => title.padStart(12)).join('')}`,
    ...times.map((time) =>
      [
        time.bars.toLocaleString('en'),
        ...[time.load_s, time.start_s, time.advance_s, time.metrics_s].map(
          (seconds) => `${(seconds * 1000).toFixed(0)} ms`,
        ),
        `${time.engine_mib.toFixed(0)} MiB`,
        `${time.columns_mib.toFixed(0)} MiB`,
      ]
        .map((cell) => cell.padStart(12))
        .join(''),
    ),
    `\nEach further bar: ${(slope(run_s) * 1e9).toFixed(0)} ns of the run (${thousands.join(', ')} ns of the ` +
      `whole at each size) and ` +
      `${(slope((time) => time.engine_mib) * MIB).toFixed(0)} bytes of the engine's memory, ` +
      `${(slope((time) => time.columns_mib) * MIB).toFixed(0)} of them its columns.`,
  ].join('\n');
}

/** @param {number} bars */
async function measureOne(bars) {
  const { memory } = await init({ module_or_path: readFileSync(ENGINE) });
  const columns = benchColumns(bars);
  const engine = new Engine();
  const started = performance.now();
  load(engine, columns);
  const loaded = performance.now();
  const problem = engine.start(readFileSync(SCRIPT, 'utf8'), ['initial_balance', '1000000000'], []);
  if (problem !== '') throw new Error(problem);
  const begun = performance.now();
  while (!engine.advance(bars));
  const done = performance.now();
  engine.head_json();
  const ended = performance.now();
  return {
    bars,
    load_s: (loaded - started) / 1000,
    start_s: (begun - loaded) / 1000,
    advance_s: (done - begun) / 1000,
    metrics_s: (ended - done) / 1000,
    engine_mib: memory.buffer.byteLength / MIB,
    columns_mib: (Object.keys(columns).length * 8 * bars) / MIB,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(JSON.stringify(await measureOne(Number(process.argv[2]))));
}
