/** The fingerprints of a run: those of its bytes, however long it is. */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import type { ResultHead, RunFingerprints } from '../../web/shared/protocol';
import { loadBars } from './same-bytes.mjs';

const SCRIPT = 'function on_bar(ctx, bar) return ctx.step % 7 == 0 and "revert" or "buy" end';
/** More than the engine holds of a result at once. */
const BARS = 40_000;

let engine: Engine;

beforeAll(async () => {
  const module = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');
  await init({ module_or_path: readFileSync(module) });
  engine = new Engine();
});

/** Loads bars of 100, 101, …, 149, 100, … */
function load(bars: number): void {
  const rows = Array.from({ length: bars }, (_, bar) => {
    const price = String(100 + (bar % 50));
    return [price, price, price, price, '10'].join(',');
  });
  loadBars(engine, ['open,high,low,close,volume', ...rows].join('\n'));
}

function run(script: string, settings: string[] = []): RunFingerprints {
  expect(engine.start(script, settings, [])).toBe('');
  while (!engine.advance(10_000));
  return JSON.parse(engine.fingerprints_json()) as RunFingerprints;
}

const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

test.each([300, BARS])('of %i bars are the SHA-256 of what they stand for', (bars) => {
  load(bars);
  const found = run(SCRIPT, ['fee_bps', '2.5']);
  const json = engine.result_json();
  expect(found.result).toBe(sha256(json));
  const { engine: name, settings, data } = JSON.parse(new TextDecoder().decode(json)) as ResultHead;
  expect(found.data).toBe(data.fingerprint);
  expect(settings.fee_bps).toBe(2.5);
  const inputs = { engine: name, settings, data: data.fingerprint, script: SCRIPT };
  expect(found.inputs).toBe(sha256(JSON.stringify(inputs)));
});

test('a comment changes the inputs and not the result; a setting changes both, not the data', () => {
  load(300);
  const plain = run(SCRIPT);
  expect(run(SCRIPT)).toEqual(plain);
  const commented = run(`-- mine\n${SCRIPT}`);
  expect(commented).toEqual({ ...plain, inputs: commented.inputs });
  expect(commented.inputs).not.toBe(plain.inputs);
  const dearer = run(SCRIPT, ['fee_bps', '1']);
  expect(dearer.data).toBe(plain.data);
  expect([dearer.inputs, dearer.result]).not.toContain(plain.inputs);
  expect(dearer.result).not.toBe(plain.result);
});

test('before any run there are none', () => {
  expect(new Engine().fingerprints_json()).toBe('null');
});
