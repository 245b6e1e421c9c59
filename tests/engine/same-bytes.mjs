// @ts-check
/** The runs of `tests/fixtures/same-bytes` on an engine; the same file runs in Node and, as it is, in browsers. */

/** 2024-02-01 00:00 UTC; bars are hours. */
const START_NS = 1_706_745_600_000_000_000n;
const HOUR_NS = 3_600_000_000_000n;

/** @typedef {import('../../web/worker/engine-module').WasmEngine} WasmEngine */
/** @typedef {{ name: string, script: string, settings: Record<string, string>, params?: Record<string, string> }} Case */

/**
 * Gives the engine the bars of `bars.csv`.
 * @param {WasmEngine} engine
 * @param {string} csv
 */
export function loadBars(engine, csv) {
  const [head = '', ...lines] = csv.trim().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  engine.begin('standard', rows.length, 'SAME');
  /** @type {(column: number, name: string, format: string, values: BigInt64Array | Float64Array) => void} */
  const add = (column, name, format, values) => {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    engine.add_column(name, format === 'g' ? name : 'timestamp', 0n, 1);
    engine.append(column, rows.length, format, undefined, bytes, undefined);
  };
  const times = BigInt64Array.from(rows, (_, row) => START_NS + BigInt(row) * HOUR_NS);
  add(0, 'timestamp', 'tsn:UTC', times);
  head.split(',').forEach((name, index) => {
    add(
      index + 1,
      name,
      'g',
      Float64Array.from(rows, (row) => row[index] ?? NaN),
    );
  });
  const loaded = /** @type {{ ok: boolean }} */ (JSON.parse(engine.finish()));
  if (!loaded.ok) throw new Error('the bars were not taken');
}

/**
 * Runs a script in slices of some bars. Returns result, conventions and report, a line each.
 * @param {WasmEngine} engine
 * @param {Case} one
 * @param {number} bars
 */
export function textsOf(engine, one, bars) {
  const problem = engine.start(one.script, pairs(one.settings), pairs(one.params ?? {}));
  if (problem !== '') throw new Error(problem);
  while (!engine.advance(bars));
  const result = new TextDecoder().decode(engine.result_json());
  return [result, engine.conventions_json(), engine.report_json()].join('\n');
}

/** @param {Record<string, string>} values */
function pairs(values) {
  return Object.entries(values).flat();
}

/**
 * Runs that leave as much behind as a run can: memory at its limit, an error, strings of all sizes.
 * @type {Case[]}
 */
export const JUNK = [
  {
    name: 'memory',
    settings: {},
    script: 'local t = {} function on_bar(c) for i = 1, 1e6 do t[i] = { i } end return "buy" end',
  },
  {
    name: 'error',
    settings: { seed: '99' },
    script:
      'function on_bar(c, b) string.x = 1; math.randomseed(5) if c.step > 50 then error({}) end return "flip" end',
  },
  {
    name: 'strings',
    settings: { profile: 'reference' },
    script:
      'local s = "" function on_bar(c, b) s = s .. c.step; _G[s] = b; print(s) return "revert" end',
  },
];
