import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { EngineThread } from '../../web/worker/engine-thread';
import { attempt, planFile } from '../../web/worker/parquet/plan';
import { decodeColumns } from '../../web/worker/parquet/send';
import { ChunkSender } from '../../web/worker/port';
import { nextBars } from '../../web/worker/run';
import { expected, fixture, host } from './fixtures';
import { openTrades, refusedAt, tradeAt } from '../../web/shared/trade-rows';
import type {
  ExitReason,
  LoadReport,
  Outcome,
  Profile,
  Refusal,
  ResultHead,
  RunReport,
  Trade,
} from '../../web/shared/protocol';

/** What the result JSON has beyond the head that the page gets. */
const NOT_IN_HEAD = { trades: undefined, equity_curve: undefined, actions: undefined };

const PKG = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');

let thread: EngineThread;

beforeAll(async () => {
  await init({ module_or_path: readFileSync(PKG) });
  thread = new EngineThread(Promise.resolve(Engine));
});

/** Decodes a fixture into the engine as the two workers do. */
async function load(name: string, profile: Profile = 'standard'): Promise<Outcome<LoadReport>> {
  const source = fixture(name);
  const plan = await planFile(source, {}, profile, [], host);
  if (!plan.ok) throw new Error(plan.problem.message);
  const { port1, port2 } = new MessageChannel();
  const received = thread.receive(plan.value, port1);
  const sender = new ChunkSender(port2);
  await attempt(() => decodeColumns(source, plan.value, host, (chunk) => sender.send(chunk)));
  await sender.finish();
  const report = await received;
  port2.close();
  return report;
}

async function run(script: string, settings = {}): Promise<Outcome<RunReport>> {
  return thread.run({ script, settings, params: {} }, 50, () => undefined);
}

/** Leaves by an order and turns the position over, in turn; most of the time it holds one. */
const TRADER = `local moves = { "buy", "sell", "buy", "revert", "revert" }
function on_bar(ctx) return moves[ctx.step % 5 + 1] end`;

const HOLD = 'function on_bar() return "hold" end';

test('a file goes through decoder and port into the engine', async () => {
  expect(await load('comp_snappy')).toMatchObject({
    ok: true,
    value: {
      rows: 200,
      first_ts: '1704186000000000000',
      last_ts: '1704197940000000000',
      bar_seconds: 60,
    },
  });
});

test('the script sees the closes that pyarrow reads', async () => {
  await load('decimal256');
  const report = await run('function on_bar(ctx, bar) print(bar.close) return "hold" end');
  const printed = report.ok ? report.value.head.log.map(({ text }) => Number(text)) : [];
  expect(printed).toEqual(expected.closes['decimal256.parquet']);
});

test('the lines have an x for every value and equity begins with the initial balance', async () => {
  await load('comp_snappy');
  const report = await run(HOLD, { initial_balance: '5000' });
  if (!report.ok) throw new Error(report.problem.message);
  const { is_time, ...columns } = report.value.lines;
  expect(is_time).toBe(true);
  expect(Object.values(columns).map((column) => column.length)).toEqual(
    Array.from({ length: 6 }, () => columns.x.length),
  );
  expect([columns.x[0], columns.equity[0]]).toEqual([1_704_186_000, 5000]);
  expect([columns.bar.at(-1), columns.drawdown.at(-1)]).toEqual([199, 0]);
});

test('lines of a few bars are those very bars, and their buy-and-hold moves with the close', async () => {
  await load('comp_snappy');
  await run(HOLD, { contract_multiplier: '5' });
  // One minute apart: bars 10 to 20, and one more on either side.
  const lines = await thread.lines(1_704_186_000 + 600, 1_704_186_000 + 1200, 100);
  expect([...lines.bar]).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21]);
  const [first = 0, second = 0] = lines.close;
  const [before = 0, after = 0] = lines.buy_and_hold;
  expect(after - before).toBeCloseTo(5 * (second - first), 9);
});

test('a failed load leaves the data that was there', async () => {
  await load('comp_snappy');
  const { port1, port2 } = new MessageChannel();
  const columns = [{ name: 'close', role: 'close' as const, ns_per_unit: '0', divide_by: 1 }];
  const rows = { rows: 5, first_row: 0, file_rows: 5 };
  const plan = { profile: 'standard' as const, ...rows, columns, symbol: null };
  const received = thread.receive(plan, port1);
  await new ChunkSender(port2).finish();
  expect(await received).toMatchObject({ ok: false, problem: { code: 'CORRUPT' } });
  port2.close();
  const report = await run(HOLD);
  expect(report.ok && report.value.head.data.rows).toBe(200);
});

test('a setting that can not be used is a problem, and the next run works', async () => {
  await load('comp_snappy');
  expect(await run(HOLD, { initial_balance: 'a lot' })).toMatchObject({
    ok: false,
    problem: { kind: 'setting', setting: 'initial_balance' },
  });
  expect(await run(HOLD)).toMatchObject({ ok: true });
});

test("a script's failure is in the head of its result", async () => {
  await load('comp_snappy');
  const report = await run('function on_bar(ctx)\n  error("stop here")\nend');
  expect(report.ok && report.value.head.errors).toMatchObject({
    kind: 'runtime_error',
    line: 2,
    bar: 0,
  });
});

test('a run under way is stopped between two slices', async () => {
  await load('comp_snappy');
  const slow = 'function on_bar() local x = 0 for i = 1, 400000 do x = x + i end return "hold" end';
  const running = run(slow);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await thread.cancel();
  const report = await running;
  expect(report.ok && report.value.head.errors?.kind).toBe('cancelled');
});

test('the whole result is JSON with a point of equity for each bar', async () => {
  await load('comp_snappy');
  await run(HOLD);
  const result = JSON.parse(new TextDecoder().decode(await thread.resultJson())) as {
    equity_curve: number[];
  };
  expect(result.equity_curve.length).toBe(200);
});

test("the data's fingerprint is the result's own, whatever was hashed for the run before", async () => {
  await load('comp_snappy');
  const fingerprintOf = async (): Promise<string> => {
    const text = new TextDecoder().decode(await thread.resultJson());
    return (JSON.parse(text) as ResultHead).data.fingerprint;
  };
  await run(HOLD);
  const whole = await thread.dataFingerprints();
  expect(whole).toEqual({ bars: await fingerprintOf(), data: await fingerprintOf() });
  await run(HOLD, { offset: '1' });
  const slice = await thread.dataFingerprints();
  expect(slice?.data).toBe(await fingerprintOf());
  expect(slice?.bars).not.toBe(whole?.bars);
  await run(HOLD);
  expect(await thread.dataFingerprints()).toEqual(whole);
});

test('a slice that took twice its 50 ms is followed by half as many bars', () => {
  expect(nextBars(1000, 100)).toBe(500);
  expect(nextBars(1000, 50)).toBe(1000);
  // Four times at most: the next bars may be slower.
  expect(nextBars(1000, 1)).toBe(4000);
  expect(nextBars(1, 5000)).toBe(1);
});

test('all that a run would refuse is told before it, by the same words', async () => {
  await load('comp_snappy');
  const script = 'params = { fast = 10 }\n' + HOLD;
  const settings = { timezone: 'Mars/Base', fee_bps: '-1', seed: '7' };
  const found = await thread.inputProblems({ script, settings, params: { fast: 'ten' } });
  expect(found.map(({ kind, setting }) => [kind, setting])).toEqual([
    ['setting', 'timezone'],
    ['setting', 'fee_bps'],
    ['setting', 'params.fast'],
  ]);
  const refused = await thread.run({ script, settings, params: {} }, 50, () => undefined);
  expect(refused).toEqual({ ok: false, problem: found[0] });
  expect(await thread.inputProblems({ script, settings: {}, params: { fast: '12' } })).toEqual([]);
});

test.each<[ExitReason, Record<string, string>]>([
  ['order', { max_position: '2', enforce_margin: 'false' }],
  ['flip', { max_position: '1', enforce_margin: 'false' }],
  ['end', { liquidate_at_end: 'true', enforce_margin: 'false' }],
  ['bankrupt', { initial_balance: '100', enforce_margin: 'false', commission_round_turn: '60' }],
  ['auto_close', { profile: 'reference', max_position: '2' }],
])(
  'trades left by %s and refused orders are in columns what they are in the result',
  async (reason, settings) => {
    await load('comp_snappy', settings.profile === 'reference' ? 'reference' : 'standard');
    const report = await run(TRADER, settings);
    if (!report.ok) throw new Error(report.problem.message);
    const { trades, head } = report.value;
    const json = JSON.parse(new TextDecoder().decode(await thread.resultJson())) as {
      trades: Trade[];
      refused_orders: Record<Refusal, number>;
    };
    expect(json.trades.map(({ exit_reason }) => exit_reason)).toContain(reason);
    const rows = Array.from({ length: trades.length }, (_, at) => tradeAt(trades, at));
    expect(rows).toEqual(json.trades);
    expect(openTrades(trades)).toBe(json.trades.filter(({ open }) => open).length);
    expect(head).toEqual({ ...json, ...NOT_IN_HEAD, data: head.data });

    const refused = (await thread.runTables())?.refused;
    if (refused === undefined) throw new Error('no run');
    const counts = { session: 0, margin: 0, position: 0, price: 0, end: 0 };
    for (let at = 0; at < refused.length; at += 1) counts[refusedAt(refused, at).reason] += 1;
    expect(counts).toEqual(json.refused_orders);
  },
);

test('a refused order is told with the time and close of its bar', async () => {
  await load('comp_snappy');
  const script = 'function on_bar(ctx) return ctx.step < 3 and "buy" or "hold" end';
  const report = await run(script, { max_position: '1' });
  if (!report.ok) throw new Error(report.problem.message);
  const refused = (await thread.runTables())?.refused;
  expect(refused && [refused.length, refusedAt(refused, 1)]).toEqual([
    2,
    { bar: 3, ts: '1704186180000000000', close: 100.1, reason: 'position' },
  ]);
});
