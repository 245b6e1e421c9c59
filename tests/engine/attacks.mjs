// @ts-check
/** Scripts that try to hang, break or fool the engine; the same file runs in Node and, as it is, in browsers. */

/** @typedef {import('../../web/worker/engine-module').WasmEngine} WasmEngine */
/**
 * What came of an attack, and whether a normal script after it gave the bytes it gives undisturbed.
 * @typedef {{ name: string, expected: string[], kind: string, seconds: number, leavesNothing: boolean }} Tried
 */

const BARS = 300;
/** Fuel of a whole run: all that a script can ask for a bar. */
const FUEL = 50_000_000;
const START_NS = 1_700_000_000_000_000_000n;
const MINUTE_NS = 60_000_000_000n;

/** Keeps what it is given, prints, draws numbers, iterates over objects: whatever a run before could change. */
export const NORMAL = `local t = {}
function on_bar(ctx, bar)
  t[#t + 1] = bar
  print(ctx.step, bar.sma_5, #t, math.random(100))
  for k, v in pairs({ a = 1, b = 2, [{}] = 3 }) do print(k, v) end
  return bar.close > bar.sma_5 and (ctx.position <= 0 and 'buy' or 'hold') or 'sell'
end`;

/**
 * Gives the engine the bars that attacks run over.
 * @param {WasmEngine} engine
 */
export function loadBars(engine) {
  const close = Float64Array.from({ length: BARS }, (_, i) => 100 + (i % 17) - (i % 5));
  const ts = BigInt64Array.from({ length: BARS }, (_, i) => START_NS + BigInt(i) * MINUTE_NS);
  /** @param {Float64Array | BigInt64Array} values */
  const bytes = (values) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  engine.begin('standard', BARS, 'TEST');
  engine.add_column('timestamp', 'timestamp', 0n, 1);
  engine.add_column('close', 'close', 0n, 1);
  engine.append(0, BARS, 'tsn:UTC', undefined, bytes(ts), undefined);
  engine.append(1, BARS, 'g', undefined, bytes(close), undefined);
  const loaded = /** @type {{ ok: boolean }} */ (JSON.parse(engine.finish()));
  if (!loaded.ok) throw new Error('the bars were not taken');
}

/**
 * Runs a script with fuel for the whole run. Returns how it ended and the result's text.
 * @param {WasmEngine} engine
 * @param {string} script
 * @returns {{ kind: string, result: string }}
 */
export function run(engine, script, fuel = FUEL) {
  const settings = ['fuel_per_bar', String(fuel), 'fuel_total', String(fuel), 'memory_mb', '64'];
  const problem = engine.start(script, settings, []);
  if (problem !== '') throw new Error(problem);
  while (!engine.advance(BARS));
  const result = new TextDecoder().decode(engine.result_json());
  const { errors } = /** @type {{ errors: { kind: string } | null }} */ (JSON.parse(result));
  return { kind: errors?.kind ?? 'ok', result };
}

/**
 * Tries an attack, then the normal script.
 * @param {WasmEngine} engine
 * @param {string} name
 * @param {string} script whose first lines say what must happen: `-- expect: ok | runtime_error : why`
 * @param {string} normal what the normal script gives
 * @returns {Tried}
 */
export function tryAttack(engine, name, script, normal) {
  const words = /-- expect:([^:]*):/u.exec(script)?.[1] ?? '';
  const expected = words.split('|').map((word) => word.trim());
  const since = performance.now();
  const { kind } = run(engine, script);
  const seconds = (performance.now() - since) / 1000;
  return { name, expected, kind, seconds, leavesNothing: run(engine, NORMAL).result === normal };
}
