import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { EngineThread } from '../../web/worker/engine-thread';
import type { BaselineStudy, ColumnChunk, ReplaySteps } from '../../web/shared/protocol';

const PKG = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');
const FREE = { commission_round_turn: '0', slippage_per_contract: '0', enforce_margin: 'false' };

let thread: EngineThread;

beforeEach(async () => {
  await init({ module_or_path: readFileSync(PKG) });
  thread = new EngineThread(Promise.resolve(Engine));
});

/** Loads closes, one a minute by the profile's rules. */
async function load(close: number[], profile: 'standard' | 'reference'): Promise<void> {
  const values = new Uint8Array(Float64Array.from(close).buffer);
  const chunk: ColumnChunk = {
    ...{ column: 0, length: close.length, format: 'g', validity: null, values, offsets: null },
  };
  const plan = {
    ...{ profile, rows: close.length, first_row: 0, file_rows: close.length, symbol: 'T' },
    columns: [{ name: 'close', role: 'close' as const, ns_per_unit: '0', divide_by: 1 }],
  };
  const { port1, port2 } = new MessageChannel();
  const received = thread.receive(plan, port1);
  port2.postMessage({ type: 'chunk', chunk });
  port2.postMessage({ type: 'done' });
  expect(await received).toMatchObject({ ok: true });
  port2.close();
}

async function run(script: string, settings: Record<string, string> = FREE): Promise<void> {
  const outcome = await thread.run({ script, settings, params: {} }, 10, () => undefined);
  expect(outcome).toMatchObject({ ok: true, value: { head: { errors: null } } });
}

async function study(count: number, seed = 1): Promise<BaselineStudy> {
  const outcome = await thread.baselines(seed, count, () => undefined);
  if (!outcome?.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}

/** Long from bar 19 to bar 20: the one rise of the data. */
const KNOWS_THE_RISE =
  'function on_bar(ctx) if ctx.step == 18 then return "buy" elseif ctx.step == 19 then return "sell" end return "hold" end';
const ONE_RISE = Array.from({ length: 40 }, (_, i) => (i < 20 ? 100 : 110));

test('the baselines of a run that knew the one rise: chance seldom does as well', async () => {
  await load(ONE_RISE, 'standard');
  await run(KNOWS_THE_RISE);
  const found = await study(500);
  expect(found).toMatchObject({
    done: 503,
    total: 503,
    script: { total_pnl: 10, trades: 1 },
    flat: { total_pnl: 0, trades: 0 },
    buy_and_hold: { total_pnl: 10 },
    inverted: { total_pnl: -10 },
    random: { count: 500, rank: 1, mean_trades: 1, min: 0, max: 10 },
  });
  expect(found.random.total_pnl).toHaveLength(500);
  // One start of 38 meets the rise.
  expect(found.random.percentile).toBeGreaterThan(0.95);
  expect(await study(500)).toEqual(found);
});

test('a run that begins meanwhile ends the baselines', async () => {
  await load(ONE_RISE, 'standard');
  await run(KNOWS_THE_RISE);
  const studied = thread.baselines(1, 1_000_000, () => undefined);
  await run(KNOWS_THE_RISE);
  expect(await studied).toBeNull();
});

test('stopped, they have no answer', async () => {
  await load(ONE_RISE, 'standard');
  await run(KNOWS_THE_RISE);
  const studied = thread.baselines(1, 1_000_000, () => undefined);
  await thread.stopBaselines();
  expect(await studied).toBeNull();
});

test('without a run there is nothing to compare, which is said', async () => {
  expect(await thread.baselines(1, 10, () => undefined)).toMatchObject({
    ok: false,
    problem: { kind: 'data', code: 'NO_RUN' },
  });
});

const CLOSE = [90, 95, 99, 100, 103, 101, 106, 104];
/** Rows 3 to 7 by the trainer's rules: 10,000, costs 0.80 and 0.25 for each contract changed. */
const LOG: ReplaySteps = {
  bars: Uint32Array.of(3, 4, 5, 6, 7),
  actions: Uint8Array.of(0, 2, 3, 2, 0),
  session_open: Uint8Array.of(1, 1, 1, 1, 1),
  margin_ok: Uint8Array.of(1, 1, 1, 1, 1),
  minutes_to_close: Float64Array.of(300, 300, 300, 300, 300),
  close: Float64Array.from(CLOSE.slice(3)),
  equity: Float64Array.of(9_998.95, 10_001.95, 9_997.85, 9_992.85, 9_993.8),
};

test("a trainer's log carried out again agrees, and a changed cell is found", async () => {
  await load(CLOSE, 'reference');
  const settings = { profile: 'reference' };
  expect(await thread.replay(settings, LOG)).toMatchObject({
    ok: true,
    value: { steps: 5, agrees: true, first: null },
  });
  const equity = Float64Array.from(LOG.equity, (value, i) => (i === 2 ? value + 1 : value));
  const changed = await thread.replay(settings, { ...LOG, equity });
  expect(changed).toMatchObject({
    ok: true,
    value: { agrees: false, first: { step: 2, data_idx: 5, what: 'equity', theirs: 9_998.85 } },
  });
});
