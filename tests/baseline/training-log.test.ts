import { expect, test } from 'vitest';
import { bestRow, generationCurves, metricKey } from '../../web/shared/baseline/curves';
import { BaselineReader, readBaseline } from '../../web/shared/baseline/read';
import { candidateAt } from '../../web/shared/baseline/training-log';
import { csv, GA_HEADER, GA_ROWS, read, RL_HEADER, RL_ROW } from './synthetic';

const PYTHON_14 =
  'gen,idx,w_pnl,w_sortino,w_mdd,fitness,eval_pnl,eval_sortino,eval_drawdown,eval_ret_mean,train_pnl,train_sortino,train_drawdown,train_ret_mean';
const PYTHON_14_ROW = '2,5,1,1,0.5,9.5,4.25,0.02,11,0.000001,8,0.03,10,0.000002';

test('the invented headers are as wide as the trainers write them', () => {
  expect(GA_HEADER.split(',')).toHaveLength(20);
  expect(RL_HEADER.split(',')).toHaveLength(61);
});

test("today's GA log gives its candidates by name, empty cells as none", () => {
  const { baseline, notices } = read(csv(GA_HEADER, GA_ROWS), 'ga_log');
  expect([baseline.rows, baseline.algorithm, notices]).toEqual([3, 'ga', []]);
  const first = candidateAt(baseline, 0);
  expect(first).toMatchObject({ step: 0, idx: 0, fitness: -12.5, eval_fitness: -30.25 });
  expect(first.eval).toMatchObject({ pnl_total: -8.4, drawdown: 20.48, ret_mean: -1.2e-6 });
  expect(first.train).toMatchObject({ fitness_pnl: -2, pnl_realized: 15, sortino: 0.02 });
  expect(candidateAt(baseline, 1).eval.pnl_total).toBeNull();
});

test.each([
  ['19 columns, without selection_fitness', /selection_fitness,/u, [7]],
  ['18 columns, without either', /eval_fitness,selection_fitness,/u, [6, 7]],
] as const)('an older GA log of %s', (_, left, places) => {
  const header = GA_HEADER.replace(left, '');
  const rows = GA_ROWS.map((row) =>
    row
      .split(',')
      .filter((__, place) => !(places as readonly number[]).includes(place))
      .join(','),
  );
  const { baseline, notices } = read(csv(header, rows), 'ga_log');
  expect([baseline.rows, notices]).toEqual([3, []]);
  expect(candidateAt(baseline, 2)).toMatchObject({ fitness: 7, selection_fitness: null });
  expect(candidateAt(baseline, 2).train.pnl_total).toBe(11);
});

test("the Python trainers' eval_pnl is today's eval_fitness_pnl", () => {
  const { baseline } = read(csv(PYTHON_14, [PYTHON_14_ROW]), 'ga_log');
  const candidate = candidateAt(baseline, 0);
  expect([candidate.eval.fitness_pnl, candidate.train.fitness_pnl]).toEqual([4.25, 8]);
  const short = PYTHON_14.split(',').slice(0, 10).join(',');
  const ten = read(csv(short, [PYTHON_14_ROW.split(',').slice(0, 10).join(',')]), 'ga_log');
  expect(candidateAt(ten.baseline, 0)).toMatchObject({ idx: 5, fitness: 9.5 });
});

test("today's RL log keeps gross profit, costs and an empty probe apart", () => {
  const { baseline, notices } = read(csv(RL_HEADER, [RL_ROW]), 'rl_log');
  expect([baseline.rows, baseline.algorithm, notices]).toEqual([1, 'ppo', []]);
  const { train, eval: validation, probe } = candidateAt(baseline, 0);
  expect(train).toMatchObject({ pnl_gross: 12, pnl_realized: 10, commission: 8, slippage: 2.5 });
  expect(train.pnl_total).toBeNull();
  expect([validation.drawdown, probe.pnl_gross]).toEqual([25, null]);
  expect([baseline.columns.avg_hold, baseline.columns.eval_avg_hold?.[0]]).toEqual([undefined, 7]);
});

const OLD =
  'epoch,train_ret_mean,train_pnl,train_sortino,train_drawdown,eval_ret_mean,eval_pnl,eval_sortino,eval_drawdown,fitness';

test.each([
  ['PPO', `${OLD},policy_loss,value_loss,entropy,total_loss`, ',-0.000029,264.11,0.00182,132.055'],
  ['GRPO', `${OLD},policy_loss,entropy,total_loss,kl_div`, ',-0.000029,0.00182,132.055,0.1'],
  ['Python', OLD, ''],
])('an older RL log of %s', (name, header, end) => {
  const row = `3,0.0000,46.3500,0.0045,34.4200,0.0000,-29.5500,0.0041,377.9700,29.1500${end}`;
  const { baseline } = read(csv(header, [row]), 'rl_log');
  expect(baseline.algorithm).toBe(name === 'Python' ? null : name.toLowerCase());
  const candidate = candidateAt(baseline, 0);
  expect([candidate.step, candidate.train.pnl_gross, candidate.eval.drawdown]).toEqual([
    3, 46.35, 377.97,
  ]);
});

test('infinities are numbers, NaN is none and told', () => {
  const row = GA_ROWS[0]?.replace('-12.5000,-30.2500', 'inf,NaN').replace('-20.0000', '-inf') ?? '';
  const { baseline, notices } = read(csv(GA_HEADER, [row]), 'ga_log');
  const candidate = candidateAt(baseline, 0);
  expect([candidate.fitness, candidate.eval_fitness]).toEqual([Infinity, null]);
  expect(candidate.eval.fitness_pnl).toBe(-Infinity);
  expect(notices).toMatchObject([{ code: 'not_a_number', count: 1, first: 2 }]);
});

test('carriage returns, a byte order mark and blank lines change nothing', () => {
  const plain = read(csv(GA_HEADER, GA_ROWS), 'ga_log');
  const windows = read(`\uFEFF${csv(GA_HEADER, [...GA_ROWS, ''], '\r\n')}`, 'ga_log');
  expect(windows).toEqual(plain);
});

test('damaged rows are counted with the first place and left out', () => {
  const rows = [GA_ROWS[0] ?? '', '0,1,1.0', 'x,2' + ','.repeat(18), GA_ROWS[2] ?? ''];
  rows.push((GA_ROWS[1] ?? '').replace('3.0000', '3.0.0'));
  const { baseline, notices } = read(csv(GA_HEADER, rows), 'ga_log');
  expect(baseline.rows).toBe(2);
  expect(notices).toEqual([
    {
      code: 'damaged_row',
      level: 'warn',
      count: 3,
      first: 3,
      message: 'A row was left out: line 3 has 3 cells where the header has 20. (3 times)',
    },
  ]);
});

test('a file that ends within a row says so, wherever it ends', () => {
  const text = csv(GA_HEADER, GA_ROWS);
  for (let end = GA_HEADER.length + 2; end < text.length; end += 1) {
    const found = readBaseline(text.slice(0, end));
    const whole = text.slice(0, end).endsWith('\n');
    if (!found.ok) {
      expect([found.code, whole]).toEqual(['NO_ROWS', false]);
      continue;
    }
    const codes = found.notices.map(({ code }) => code);
    expect(codes, `cut at ${end}`).toHaveLength(whole ? 0 : 1);
    if (!whole) expect(['truncated', 'no_final_newline']).toContain(codes[0]);
  }
});

test('a second header in the middle is read by its own names', () => {
  const text = csv(GA_HEADER, GA_ROWS) + csv(PYTHON_14, [PYTHON_14_ROW]);
  const { baseline, notices } = read(text, 'ga_log');
  expect(baseline.rows).toBe(4);
  expect(notices).toMatchObject([{ code: 'header_again', first: 5, count: 1 }]);
  expect(candidateAt(baseline, 3)).toMatchObject({ step: 2, selection_fitness: null });
  expect(candidateAt(baseline, 3).eval.fitness_pnl).toBe(4.25);
  const other = read(csv(PYTHON_14, [PYTHON_14_ROW]) + csv(GA_HEADER, GA_ROWS), 'ga_log').baseline;
  expect([candidateAt(other, 0).selection_fitness, candidateAt(other, 3).fitness]).toEqual([
    null,
    7,
  ]);
});

test('a column nobody knows is told and not read', () => {
  const { notices, baseline } = read(csv(`${PYTHON_14},mood`, [`${PYTHON_14_ROW},good`]), 'ga_log');
  expect(notices).toMatchObject([{ code: 'unknown_column', level: 'info' }]);
  expect([baseline.rows, baseline.columns.mood]).toEqual([1, undefined]);
});

test('chunks of any size give the same log', () => {
  const text = `\uFEFF${csv(GA_HEADER, GA_ROWS, '\r\n')}`;
  for (const size of [1, 2, 7, 100, 101]) {
    const reader = new BaselineReader();
    for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
    expect(reader.end(), `${size} at a time`).toEqual(readBaseline(text));
  }
});

test('curves have the best, the average and the chosen of each generation', () => {
  const { baseline } = read(csv(GA_HEADER, [...GA_ROWS].reverse()), 'ga_log');
  expect([metricKey(baseline), bestRow(baseline)]).toEqual(['selection_fitness', 0]);
  const curves = Object.fromEntries(generationCurves(baseline).map((curve) => [curve.name, curve]));
  expect(curves.fitness?.step).toEqual(Float64Array.of(0, 1));
  expect(curves.fitness?.best).toEqual(Float64Array.of(3, 7));
  expect(curves.fitness?.average).toEqual(Float64Array.of(-4.75, 7));
  expect(curves.train_drawdown?.best).toEqual(Float64Array.of(10.06, 12));
  expect(curves.train_pnl_total?.average[0]).toBeCloseTo(6.6, 12);
  // The candidate chosen in generation 0 was not evaluated.
  expect(curves.eval_pnl_total?.chosen).toEqual(Float64Array.of(NaN, 2.5));
  expect(curves.eval_pnl_total?.best).toEqual(Float64Array.of(-8.4, 2.5));
});

test('infinite values are no best and in no average', () => {
  const rows = [GA_ROWS[0] ?? '', (GA_ROWS[1] ?? '').replaceAll('3.0000', 'inf')];
  const { baseline } = read(csv(GA_HEADER, rows), 'ga_log');
  expect(bestRow(baseline)).toBe(0);
  const [fitness] = generationCurves(baseline);
  expect([fitness?.best[0], fitness?.average[0]]).toEqual([-12.5, -12.5]);
});
