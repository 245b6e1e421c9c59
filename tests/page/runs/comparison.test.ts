import { describe, expect, test } from 'vitest';
import type { MetricInfo } from '../../../web/shared/protocol';
import {
  change,
  comparedMetrics,
  differingSettings,
  whyApart,
} from '../../../web/page/runs/comparison';
import { needsReturns, overlay } from '../../../web/page/runs/overlay';
import { listed } from '../../../web/page/runs/run-list';
import { problemOf } from '../fakes';
import { run } from './made';

const info = (name: string, unit: MetricInfo['unit']): MetricInfo => ({
  name,
  unit,
  label: name,
  formula: '',
});
const TABLE = [
  info('total_pnl', '$'),
  info('max_drawdown', 'fraction'),
  info('sharpe', 'ratio'),
  info('trades', 'count'),
  info('max_drawdown_recovered', 'flag'),
];

describe('metrics beside each other', () => {
  const base = run({
    metrics: {
      total_pnl: 100,
      max_drawdown: 0.1,
      sharpe: 1,
      trades: 10,
      max_drawdown_recovered: 0,
    },
  });
  const other = run({
    id: 'r2',
    metrics: {
      total_pnl: 80,
      max_drawdown: 0.08,
      sharpe: 1,
      trades: 13,
      max_drawdown_recovered: 1,
    },
  });

  test('differ from the base by sign and unit, better or worse by what the metric means', () => {
    const rows = comparedMetrics([base, other], base, TABLE);
    expect(rows.map(({ cells }) => [cells[1]?.change, cells[1]?.tone])).toEqual([
      ['\u2212$20.00', 'worse'],
      ['\u22122.00 pp', 'better'],
      ['=', null],
      ['+3', null],
      ['', null],
    ]);
    expect(rows.map(({ cells }) => cells[0]?.change)).toEqual(['', '', '', '', '']);
    expect(rows[0]?.cells.map(({ value }) => value)).toEqual(['+$100.00', '+$80.00']);
  });

  test('have no difference where a value is missing, and tell why it is', () => {
    const none = run({ metrics: { sharpe: null }, metric_reasons: { sharpe: 'only one day' } });
    const [row] = comparedMetrics([base, none], base, [info('sharpe', 'ratio')]);
    expect(row?.cells[1]).toEqual({ value: '–', reason: 'only one day', change: '', tone: null });
  });

  test('of other data, or of a run that ended early, have no difference', () => {
    const elsewhere = run({ data: { ...base.data, bars_fingerprint: 'b2' } });
    const broken = run({ errors: problemOf('runtime_error', 'a fault') });
    expect(whyApart(elsewhere, base)).toBe('other data');
    expect(whyApart(broken, base)).toBe('ended early');
    expect(whyApart(base, broken)).toBe('the base ended early');
    const [row] = comparedMetrics([base, elsewhere], base, [info('total_pnl', '$')]);
    expect(row?.cells[1]?.change).toBe('');
  });

  test('a length of time differs by a length of time', () => {
    expect(change(-90_000, 'seconds')).toBe('\u22121 d 1 h');
  });
});

test('only settings that differ are listed, params and data with them', () => {
  const one = run({ settings: { fee_bps: 0, seed: 0, params: { gap: 0.5 } } });
  const other = run({
    settings: { fee_bps: 5, seed: 0, params: { gap: 0.5, slow: 20 } },
    data: { ...one.data, rows: 4 },
  });
  expect(differingSettings([one, other])).toEqual([
    { name: 'fee_bps', label: 'Fee (bps)', values: ['0', '5'] },
    { name: 'bars', label: 'Bars', values: ['3', '4'] },
    { name: 'params.slow', label: 'slow', values: ['', '20'] },
  ]);
});

describe('curves over one axis', () => {
  const of = (id: string, x: number[], equity: number[], start = 100): ReturnType<typeof run> =>
    run({
      id,
      name: id,
      settings: { initial_balance: start },
      curve: { is_time: true, bar: x.map((_, at) => at), x, equity },
    });

  test('meet at common times', () => {
    const { x, lines } = overlay([of('a', [1, 3], [100, 110]), of('b', [1, 2], [100, 90])], false);
    expect(x).toEqual([1, 2, 3]);
    expect(lines.map(({ y }) => y)).toEqual([
      [100, undefined, 110],
      [100, 90, undefined],
    ]);
  });

  test('of other balances are drawn as returns', () => {
    const runs = [of('a', [1, 2], [100, 110]), of('b', [1, 2], [1000, 1050], 1000)];
    expect(needsReturns(runs, true)).toBe(true);
    expect(needsReturns(runs.slice(1), true)).toBe(false);
    expect(needsReturns(runs.slice(1), false)).toBe(true);
    const [a, b] = overlay(runs, true).lines.map(({ y }) => y[1]);
    expect(a).toBeCloseTo(0.1, 12);
    expect(b).toBeCloseTo(0.05, 12);
  });

  test('without a time in one of them go by the bar', () => {
    const timeless = { ...of('b', [7, 8], [100, 90]), curve: run().curve };
    const { isTime, x } = overlay([of('a', [5, 6], [100, 110]), timeless], false);
    expect(isTime).toBe(false);
    expect(x).toEqual([0, 1, 2]);
  });
});

describe('the list', () => {
  const runs = [
    run({ id: '1', name: 'Cross gap 1', metrics: { total_pnl: 5, max_drawdown: null } }),
    run({ id: '2', name: 'cross gap 2', is_starred: true, metrics: { max_drawdown: 0.2 } }),
    run({ id: '3', name: 'breakout', metrics: { total_pnl: 9, max_drawdown: 0.1 } }),
  ];
  const ids = (text: string, isStarredOnly = false, order = 'last'): string =>
    listed(runs, { text, isStarredOnly }, order as 'last')
      .map(({ id }) => id)
      .join('');

  test('is searched by words', () => {
    expect(ids('')).toBe('123');
    expect(ids('GAP cross')).toBe('12');
    expect(ids('bars.parquet 2')).toBe('2');
    expect(ids('', true)).toBe('2');
  });

  test('is ordered, a run without the number last', () => {
    expect(ids('', false, 'total_pnl')).toBe('312');
    expect(ids('', false, 'max_drawdown')).toBe('321');
    expect(ids('', false, 'name')).toBe('312');
  });
});
