// @ts-check
/**
 * `npm run bench -- cost`: what fuel costs. The engine is built a second time without it, and both run the
 * same two scripts by turns, natively and in Node.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UNMETERED } from '../../setup/engine.mjs';
import { root, run, step } from '../../setup/steps.mjs';
import { benchColumns } from './data.mjs';
import { measureEngine } from './engine.mjs';

/** What each script may cost with fuel, in runs without. */
const SCRIPTS = [
  { name: 'EMA cross', file: 'ema_cross.lua', bars: 1_000_000, bound: 1.3 },
  { name: 'nested loops', file: 'nested_loops.lua', bars: 50_000, bound: 1.6 },
];
/** Runs of each, by turns; the best of each counts, as a busy machine only ever slows one down. */
const TURNS = 7;

/**
 * @typedef {object} Cost
 * @property {string} script
 * @property {'native' | 'Node'} where
 * @property {number} metered_s the bar loop
 * @property {number} unmetered_s
 * @property {number} ratio
 * @property {number} bound
 */

/** @returns {Promise<Cost[]>} */
export async function measureCost() {
  const programs = await step('Both engines natively', buildPrograms);
  const modules = [
    await engineOf(join(root, 'engine-wasm/pkg')),
    await engineOf(join(root, UNMETERED)),
  ];
  /** @type {Cost[]} */
  const costs = [];
  for (const { name, file, bars, bound } of SCRIPTS) {
    const columns = benchColumns(bars);
    const folder = join(root, `build/bench-${String(bars)}`);
    mkdirSync(folder, { recursive: true });
    for (const [column, values] of Object.entries(columns))
      writeFileSync(join(folder, column), values);
    const script = join(root, 'web/bench', file);
    const text = readFileSync(script, 'utf8');
    const native = byTurns(programs, (program) => {
      const printed = execFileSync(program, [folder, 'bars', '1', script], { encoding: 'utf8' });
      return /** @type {{ advance_s: number }} */ (JSON.parse(printed)).advance_s;
    });
    costs.push(cost(name, 'native', native, bound));
    const node = byTurns(modules, (Engine) => {
      const engine = new Engine();
      const [first] = measureEngine(engine, columns, text, 1).runs;
      engine.free();
      return first?.advance_s ?? NaN;
    });
    costs.push(cost(name, 'Node', node, bound));
  }
  return costs;
}

/** @param {Cost[]} costs */
export function costReport(costs) {
  const rows = costs.map(({ script, where, metered_s, unmetered_s, ratio, bound }) =>
    [
      script.padEnd(14),
      where.padEnd(8),
      `${(metered_s * 1000).toFixed(0)} ms`.padStart(9),
      `${(unmetered_s * 1000).toFixed(0)} ms without`.padStart(16),
      `${ratio.toFixed(2)} × (goal ${bound.toFixed(1)})`.padStart(20),
    ].join(''),
  );
  return ['\nThe bar loop with fuel, and without:', ...rows].join('\n');
}

/**
 * @param {string} script
 * @param {Cost['where']} where
 * @param {number[]} best
 * @param {number} bound
 * @returns {Cost}
 */
function cost(script, where, [metered_s = NaN, unmetered_s = NaN], bound) {
  return { script, where, metered_s, unmetered_s, ratio: metered_s / unmetered_s, bound };
}

/**
 * Returns the shortest time of each.
 * @template T
 * @param {T[]} both
 * @param {(one: T) => number} seconds
 */
function byTurns(both, seconds) {
  const best = both.map(() => Infinity);
  for (let turn = 0; turn < TURNS; turn += 1)
    both.forEach((one, index) => (best[index] = Math.min(best[index] ?? Infinity, seconds(one))));
  return best;
}

/** Builds the program with fuel and without. */
async function buildPrograms() {
  const args = ['build', '--release', '--package', 'moontest-engine', '--example', 'bench'];
  const folders = [join(root, 'target'), join(root, 'build/target')];
  await run('cargo', args, { env: { CARGO_TARGET_DIR: folders[0] } });
  await run('cargo', args, { env: { CARGO_TARGET_DIR: folders[1], MOONTEST_UNMETERED: '1' } });
  return folders.map((folder) => join(folder, 'release/examples/bench'));
}

/**
 * @param {string} folder of wasm-bindgen's output
 * @returns {Promise<typeof import('../../engine-wasm/pkg/engine.js').Engine>}
 */
async function engineOf(folder) {
  const glue = /** @type {typeof import('../../engine-wasm/pkg/engine.js')} */ (
    await import(pathToFileURL(join(folder, 'engine.js')).href)
  );
  await glue.default({ module_or_path: readFileSync(join(folder, 'engine_bg.wasm')) });
  return glue.Engine;
}
