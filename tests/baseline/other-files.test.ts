import { expect, test } from 'vitest';
import { readBaseline } from '../../web/shared/baseline/read';
import { csv, GA_HEADER, read } from './synthetic';

const PARAMS = {
  'initial-balance': 10000,
  'max-position': 1,
  windowed: true,
  parquet: 'data/t.parquet',
};
const STACK = {
  trainer: 'ga',
  backend: 'libtorch',
  requested_runtime: 'auto',
  effective_runtime: 'cpu',
  implementation_status: 'implemented',
  cargo_feature: 'torch',
  algorithm: 'ga',
  os: 'linux',
  arch: 'x86_64',
};
const RUN = {
  engine: 'ga',
  profile: 'quick',
  host: 'x',
  params: PARAMS,
  runDir: 'runs_ga/x',
  exitCode: 0,
  metricKey: 'selection_fitness',
  rowCount: 2,
  fitnessSummary: [
    { gen: 0, fitness: -3 },
    { gen: 1, fitness: null },
  ],
  finalRow: { gen: 1, idx: 0, fitness: 4 },
  bestRow: { gen: 1, idx: 2, fitness: 5, selection_fitness: 6, eval_pnl: 2, train_pnl_total: 7 },
  bestEvalPnlRow: null,
  stdoutInsights: { testLine: 'test | fitness 1.5 | pnl -3 | sortino inf | mdd 20', saveLines: [] },
  trainingStack: STACK,
  generatedAt: '2026-01-01T00:00:00Z',
};
const REPLAY = {
  generated_at: '2026-01-01T00:00:00+00:00',
  policy: 'runs_ga/x/best_overall_policy.portable.json',
  parquet: 'data/t.parquet',
  full_file: true,
  window: 700,
  step: 128,
  eval_windows: 1,
  metrics: { fitness: -10, eval_pnl_total: 3.5, eval_sortino: null },
  behavior: { rows: 100, windows: 1, total_commission_paid: 8, pct_flat: 0.5 },
};

test('a run summary gives its best candidate by the names of its row', () => {
  const { baseline } = read(JSON.stringify(RUN), 'run_summary');
  expect(baseline).toMatchObject({ engine: 'ga', metric_key: 'selection_fitness', params: PARAMS });
  expect(baseline.best).toMatchObject({ step: 1, idx: 2, fitness: 5, selection_fitness: 6 });
  expect([baseline.best?.eval.fitness_pnl, baseline.best?.train.pnl_total]).toEqual([2, 7]);
  expect([baseline.best_eval_pnl, baseline.fitness[1]]).toEqual([null, { step: 1, fitness: null }]);
  expect(baseline.test).toEqual({ fitness: 1.5, pnl: -3, sortino: null, mdd: 20 });
  expect(baseline.stack).toMatchObject({ trainer: 'ga', backend: 'libtorch' });
});

test("an RL summary's row is read by the RL log's names", () => {
  const row = { epoch: 4, fitness: 29.15, train_pnl: 46.35, train_realized: 40, eval_drawdown: 12 };
  const { baseline } = read(JSON.stringify({ ...RUN, engine: 'rl', bestRow: row }), 'run_summary');
  expect(baseline.best).toMatchObject({ step: 4, idx: null, fitness: 29.15 });
  expect(baseline.best?.train).toMatchObject({ pnl_gross: 46.35, pnl_realized: 40 });
});

test('a replay summary tells whose policy it was', () => {
  const ga = read(JSON.stringify(REPLAY), 'replay_summary').baseline;
  expect(ga).toMatchObject({ engine: 'ga', full_file: true, eval_windows: 1 });
  expect([ga.metrics.eval_pnl_total, ga.metrics.eval_sortino]).toEqual([3.5, null]);
  const { policy, ...rest } = REPLAY;
  const rl = read(JSON.stringify({ ...rest, checkpoint: policy }), 'replay_summary').baseline;
  expect([rl.engine, rl.policy]).toEqual(['rl', policy]);
});

test('a pipeline is read in both flavours', () => {
  const single = {
    generatedAt: 'x',
    profile: 'p',
    window: 512,
    step: 256,
    mode: 'all',
    results: [RUN],
  };
  const one = read(JSON.stringify(single), 'pipeline_summary').baseline;
  expect([one.flavour, one.window, one.results[0]?.training?.best?.idx]).toEqual([
    'single',
    512,
    2,
  ]);
  const fold = {
    fold: 1,
    trainFolder: 'a',
    valFolder: 'b',
    testFolder: 'c',
    training: RUN,
    trainingTest: { pnl: -4, sortino: 0.1, mdd: 9, raw: 'test | pnl -4' },
    replay: REPLAY,
  };
  const folds = { ...single, foldCount: 1, replayAvgPnl: 3.5, replayAvgMdd: 24, results: [fold] };
  const many = read(JSON.stringify(folds), 'pipeline_summary').baseline;
  expect([many.flavour, many.replay_avg_pnl]).toEqual(['multifold', 3.5]);
  expect(many.results[0]).toMatchObject({
    fold: 1,
    folders: { train: 'a', val: 'b', test: 'c' },
    test: { pnl: -4, sortino: 0.1, mdd: 9 },
    replay: { engine: 'ga' },
  });
});

test('a stack and a file of flags are known by what they hold', () => {
  expect(read(JSON.stringify(STACK), 'training_stack').baseline.observation_schema).toBeNull();
  expect(read(JSON.stringify(PARAMS), 'params').baseline.params).toEqual(PARAMS);
});

test("the native runner's result is no result of ours", () => {
  const result = {
    metrics: { net_pnl: -3.1, profit_factor: null },
    equity_curve: [9998, null],
    actions: null,
  };
  const { baseline } = read(JSON.stringify(result), 'runner_result');
  expect(baseline.metrics).toEqual({ net_pnl: -3.1, profit_factor: null });
  expect(baseline.equity).toEqual(Float64Array.of(9998, NaN));
});

test('a result of ours starts at bar 0, under profile reference at bar 1', () => {
  const result = (profile: string): string =>
    JSON.stringify({
      ...{ schema: 1, engine: 'moontest 0.1.0', settings: { profile }, data: {}, metrics: {} },
      ...{ metric_reasons: {}, refused_orders: {}, trades: [], log: [], warnings: [] },
      ...{ equity_curve: [1, 2], actions: null },
    });
  expect(read(result('standard'), 'result').baseline).toMatchObject({ first_bar: 0 });
  const reference = read(result('reference'), 'result').baseline;
  expect([reference.first_bar, reference.equity]).toEqual([1, Float64Array.of(1, 2)]);
});

test.each([
  ['2024-01-02 09:30', 1_704_187_800],
  ['2024-01-02T09:30:00.5Z', 1_704_187_800.5],
  ['2024-01-02T04:30:00-05:00', 1_704_187_800],
  ['2024-01-02', 1_704_153_600],
  ['1704187800', 1_704_187_800],
  ['1704187800000', 1_704_187_800],
])('an equity curve with the time %s', (time, seconds) => {
  const { baseline, notices } = read(csv('Date,Equity', [`${time},10000`]), 'equity');
  expect(baseline).toMatchObject({ time_column: 'date', equity_column: 'equity', is_time: true });
  expect([baseline.time[0], baseline.equity[0], notices]).toEqual([seconds, 10_000, []]);
});

test('an equity curve by steps, with quotes or semicolons', () => {
  const steps = read(csv('step,equity,reward', ['0,9999,-1', '1,10001,2']), 'equity').baseline;
  expect([steps.is_time, [...steps.time]]).toEqual([false, [0, 1]]);
  const quoted = csv('"note","time","nav"', ['"a, ""b""",2024-01-02,5', '"c,2024-01-02,5']);
  const found = read(quoted, 'equity');
  expect([found.baseline.equity[0], found.notices[0]?.first]).toEqual([5, 3]);
  expect(read(csv('time;equity', ['2024-01-02;7']), 'equity').baseline.equity[0]).toBe(7);
});

test('times and equities that are none are left out and counted', () => {
  const rows = ['2024-02-31,1', 'soon,1', '2024-02-01,', '2024-02-01,lots', '2024-02-01,3'];
  const { baseline, notices } = read(csv('time,equity', rows), 'equity');
  expect([baseline.equity.length, notices[0]?.count, notices[0]?.first]).toEqual([1, 4, 2]);
  expect(notices[0]?.message).toContain('"2024-02-31" as time');
});

test.each([
  ['', 'EMPTY', 'empty'],
  ['\uFEFF \n\n', 'EMPTY', 'empty'],
  ['{"metrics":{"a":1', 'BAD_JSON', 'no whole JSON'],
  ['[1,2]', 'UNKNOWN', 'a list'],
  ['{"Foo":{"x":1}}', 'UNKNOWN', '"Foo"'],
  ['{"schema":2,"metrics":{}}', 'UNKNOWN', 'schema is 2'],
  ['{"architecture":"mlp-tanh","layers":[]}', 'UNKNOWN', 'a policy'],
  ['a,b,c\n1,2,3\n', 'UNKNOWN', '"a,b,c"'],
  [GA_HEADER, 'NO_ROWS', 'no row'],
  ['PAR1\u0000\u0015', 'UNKNOWN', 'no header'],
])('%j is of no use: %s', (text, code, message) => {
  const found = readBaseline(text);
  expect(found).toMatchObject({ ok: false, code });
  if (!found.ok) expect(found.message).toContain(message);
});
