// @ts-check
/** Times the engine's wasm module. Runs in Node and in a browser's worker. */

/**
 * @typedef {object} Times all in seconds
 * @property {number} load_s columns into the engine
 * @property {{ start_s: number, advance_s: number, metrics_s: number, result_s: number }[]} runs
 *   `start_s`: compiling, the features; `advance_s`: all bars; `metrics_s`: metrics and trades as the page gets
 *   them; `result_s`: the whole result as JSON, which only a download or the command line makes
 */

/** Enough to trade to the end, so that every bar is a full one. */
const SETTINGS = ['initial_balance', '1000000000'];

/**
 * @param {import('../../engine-wasm/pkg/engine.js').Engine} engine
 * @param {import('./data.mjs').Columns} columns
 * @param {string} script
 * @param {number} repetitions
 * @returns {Times}
 */
export function measureEngine(engine, columns, script, repetitions) {
  const load_s = seconds(() => load(engine, columns));
  const runs = [];
  for (let i = 0; i < repetitions; i += 1) {
    const start_s = seconds(() => expect(engine.start(script, SETTINGS, [])));
    const advance_s = seconds(() => {
      while (!engine.advance(columns.close.length));
    });
    if (engine.bars_done() !== columns.close.length) throw new Error('the run ended early');
    const metrics_s = seconds(() => engine.head_json());
    const result_s = seconds(() => engine.result_json());
    runs.push({ start_s, advance_s, metrics_s, result_s });
  }
  return { load_s, runs };
}

/**
 * Times only what is done before the first bar: compiling and the features. The scripts take turns, so that a
 * browser has compiled all of them well, and a busy moment of the machine is not one script's alone.
 * @param {import('../../engine-wasm/pkg/engine.js').Engine} engine
 * @param {import('./data.mjs').Columns} columns
 * @param {string[]} scripts
 * @param {number} repetitions
 * @returns {number[]} seconds of each script, the least: what else the machine does only adds
 */
export function measureStarts(engine, columns, scripts, repetitions) {
  load(engine, columns);
  const least = scripts.map(() => Infinity);
  for (let i = 0; i < repetitions; i += 1) {
    for (const [at, script] of scripts.entries()) {
      const start_s = seconds(() => expect(engine.start(script, [], [])));
      least[at] = Math.min(least[at] ?? Infinity, start_s);
    }
  }
  return least;
}

/**
 * Gives an engine its columns.
 * @param {import('../../engine-wasm/pkg/engine.js').Engine} engine
 * @param {import('./data.mjs').Columns} columns
 */
export function load(engine, columns) {
  const { ts, ...prices } = columns;
  expect(engine.begin('standard', ts.length, 'BENCH'));
  expect(engine.add_column('ts', 'timestamp', 1n, 1));
  for (const name of Object.keys(prices)) expect(engine.add_column(name, name, 0n, 1));
  expect(engine.append(0, ts.length, 'l', null, bytes(ts), null));
  for (const [i, values] of Object.values(prices).entries()) {
    expect(engine.append(i + 1, values.length, 'g', null, bytes(values), null));
  }
  const outcome = JSON.parse(engine.finish());
  if (!outcome.ok) throw new Error(outcome.problem.message);
}

/** @param {BigInt64Array | Float64Array} values */
const bytes = ({ buffer, byteOffset, byteLength }) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** @param {string} problem as JSON, or '' */
function expect(problem) {
  if (problem !== '') throw new Error(problem);
}

/** @param {() => void} work */
function seconds(work) {
  const since = performance.now();
  work();
  return (performance.now() - since) / 1000;
}
