import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { root } from '../../setup/steps.mjs';
import { benchColumns } from '../../web/bench/data.mjs';
import { load } from '../../web/bench/engine.mjs';
import { featureReport } from '../../web/bench/features.mjs';
import { instructionReport } from '../../web/bench/instructions.mjs';
import { loadReport } from '../../web/bench/load.mjs';
import { featuresInNode } from '../../web/bench/node.mjs';
import { fengariHost, runPeer, wasmoonHost } from '../../web/bench/peers.mjs';
import { summary } from '../../web/bench/report.mjs';
import { openTrades } from '../../web/shared/trade-rows';
import { tradeColumns } from '../../web/worker/rows';

const BARS = 5000;
const rule = readFileSync(join(root, 'web/bench/ema_cross.lua'), 'utf8');
const columns = benchColumns(BARS);

/** Counts the engine's fills: one for each entry and one for each exit. */
async function fillsOfEngine(script: string): Promise<number> {
  await init({ module_or_path: readFileSync(join(root, 'engine-wasm/pkg/engine_bg.wasm')) });
  const engine = new Engine();
  load(engine, columns);
  expect(engine.start(script, ['initial_balance', '1000000000'], [])).toBe('');
  while (!engine.advance(BARS));
  const trades = tradeColumns(engine);
  return 2 * trades.length - openTrades(trades);
}

test('all engines of the benchmark do the same: the rule fills equally often in each', async () => {
  const bars = { ...columns, ...(await featuresInNode(columns, ['ema_10', 'ema_30'])) };
  const fills = await fillsOfEngine(rule);
  expect(fills).toBeGreaterThan(BARS / 100);
  expect(runPeer(await wasmoonHost(rule), bars).fills).toBe(fills);
  expect(runPeer(fengariHost(rule), bars).fills).toBe(fills);
});

test('speeds are bars over seconds of the loop, and ratios are of Chromium over the other', () => {
  const row = (advance_s: number) => ({ start_s: 1, advance_s, metrics_s: 1 });
  const both = (advance_s: number) => ({ reused: row(advance_s), cloned: row(2 * advance_s) });
  const { bars_per_s, ratios } = summary({
    chromium: '1',
    ours: { chromium: both(0.2), node: both(0.25), native: both(0.1) },
    peers: { wasmoon: 50_000, fengari: 25_000 },
  });
  expect(bars_per_s).toEqual({
    chromium: 5_000_000,
    node: 4_000_000,
    native: 10_000_000,
    wasmoon: 50_000,
    fengari: 25_000,
  });
  expect(ratios).toEqual({ wasmoon: 100, fengari: 200, native: 0.5 });
});

test('the table of loads tells the ratio to pyarrow and marks one over its goal', () => {
  const reading = (cpu_s: number) => ({ cpu_s, peak_mib: 60, rows: 1_000_000, last: 1 });
  const chromium = { ...reading(0.3), wall_s: 0.4 };
  const read = {
    pyarrow: reading(0.05),
    hyparquet: reading(1),
    chromium,
    file_mib: 18,
    columns_mib: 48,
  };
  const lines = loadReport([
    { ...read, rows: 1_000_000, codec: 'snappy', ours: reading(0.075) },
    { ...read, rows: 1_000_000, codec: 'zstd', ours: reading(0.25) },
  ]).split('\n');
  const row = (name: string) => lines.find((line) => line.startsWith(name))?.replace(/ +/gu, ' ');
  expect(row('1,000,000, snappy')).toBe(
    '1,000,000, snappy 75 ms 1.25 × 50 ms 1.25 × 1000 ms 1.25 × 1.50 × 1.3 × over 300 ms 1.25 × 400 ms',
  );
  expect(row('1,000,000, zstd')).toMatch(/ 5\.00 × 5 × 300 ms /u);
});

test('the table of indicators has the slowest first and marks those over the goal of 15 ms', () => {
  const times = [
    { name: 'ema_20', chromium_ms: 3.14, node_ms: 16, native_ms: 2 },
    { name: 'cci_200', chromium_ms: 60, node_ms: 61, native_ms: 50 },
  ];
  const lines = featureReport(times).split('\n').slice(-2);
  expect(lines.map((line) => line.replace(/ +/gu, ' '))).toEqual([
    'cci_200 60.0 ms 61.0 ms 50.0 ms over',
    'ema_20 3.1 ms 16.0 ms 2.0 ms',
  ]);
});

test('counted instructions stand beside those counted before', () => {
  const report = instructionReport({ bars: 2282, features: 19, metrics: 350 });
  expect(report).toContain('bar loop 2282 (baseline 1141, +100.0 %)');
  expect(report).toContain('two averages 19 (baseline 19, +0.0 %)');
});
