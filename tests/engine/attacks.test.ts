/** Scripts that try to hang, break or fool the engine, in wasm; the first line says what must happen. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';

const FOLDER = join(import.meta.dirname, '../fixtures/attacks');
const WASM = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');
const BARS = 300;
/** A hang is what the test is against; the goal is 2 s. */
const HANG_MS = 20_000;

const NORMAL = `local t = {}
function on_bar(ctx, bar)
  t[#t + 1] = bar
  print(ctx.step, bar.sma_5, #t, math.random(100))
  for k, v in pairs({ a = 1, b = 2, [{}] = 3 }) do print(k, v) end
  return bar.close > bar.sma_5 and (ctx.position <= 0 and 'buy' or 'hold') or 'sell'
end`;

let engine: Engine;

function bytes(values: Float64Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer);
}

beforeAll(async () => {
  await init({ module_or_path: readFileSync(WASM) });
  engine = new Engine();
  const close = Float64Array.from({ length: BARS }, (_, i) => 100 + (i % 17) - (i % 5));
  const ts = BigInt64Array.from(
    { length: BARS },
    (_, i) => 1_700_000_000_000_000_000n + BigInt(i) * 60_000_000_000n,
  );
  engine.begin('standard', BARS, 'TEST');
  engine.add_column('timestamp', 'timestamp', 0n, 1);
  engine.add_column('close', 'close', 0n, 1);
  engine.append(0, BARS, 'tsn:UTC', undefined, bytes(ts), undefined);
  engine.append(1, BARS, 'g', undefined, bytes(close), undefined);
  expect(JSON.parse(engine.finish())).toMatchObject({ ok: true });
});

function run(script: string): { kind: string; result: string } {
  const settings = ['fuel_per_bar', '50000000', 'fuel_total', '50000000', 'memory_mb', '64'];
  expect(engine.start(script, settings, [])).toBe('');
  while (!engine.advance(BARS));
  const result = Buffer.from(engine.result_json()).toString();
  const { errors } = JSON.parse(result) as { errors: { kind: string } | null };
  return { kind: errors?.kind ?? 'ok', result };
}

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.lua'));

test('there are attacks to try', () => {
  expect(files.length).toBeGreaterThanOrEqual(300);
});

test.each(files)(
  '%s ends as it must, and a normal script after it gives the same bytes',
  (file) => {
    const script = readFileSync(join(FOLDER, file)).toString();
    const expected = /-- expect:([^:]*):/u
      .exec(script)?.[1]
      ?.split('|')
      .map((word) => word.trim());
    const before = run(NORMAL).result;
    expect(expected).toContain(run(script).kind);
    expect(run(NORMAL).result).toBe(before);
  },
  HANG_MS,
);
