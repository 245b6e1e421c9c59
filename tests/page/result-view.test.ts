import { describe, expect, test } from 'vitest';
import { kpis } from '../../web/page/kpi';
import { dailyBasis, metricGroups } from '../../web/page/metrics/metric-rows';
import { yearsOf } from '../../web/page/metrics/monthly';
import { paramsOf } from '../../web/page/params';
import type { RunDetails } from '../../web/shared/protocol';
import { refusedColumns, resultHead, runReport, trade } from './fakes';

describe('the six numbers', () => {
  test('a gain of 250 on 10,000 is +2.50%', () => {
    const [pnl] = kpis(runReport(resultHead({ metrics: { total_pnl: 250 } })));
    expect(pnl).toMatchObject({ value: '+$250.00', tone: 'gain', note: '+2.50%' });
  });

  test('the gain is set against buy-and-hold, and so are drawdown and Sharpe once they are known', () => {
    const head = resultHead({
      metrics: {
        total_pnl: 250,
        buy_and_hold_pnl: 300,
        max_drawdown: 0.1,
        sharpe: 1,
        periods_per_year: 252,
      },
    });
    const notes = (held?: Parameters<typeof kpis>[1]): string[] =>
      kpis(runReport(head), held)
        .slice(0, 3)
        .map((kpi) => kpi.note);
    expect(notes()).toEqual(['+2.50%, \u2212$50.00 vs B&H', '', '']);
    expect(notes(null).slice(1)).toEqual(['below the peak', 'daily, × √252']);
    const held = { bar: 0, ts: null, price: 1, contracts: 1, pnl: 300 };
    expect(notes({ ...held, metrics: { max_drawdown: 0.25, sharpe: null } }).slice(1)).toEqual([
      'B&H 25.00%',
      'daily, × √252',
    ]);
  });

  test('an undefined one is a dash with its reason', () => {
    const head = resultHead({
      metrics: { sharpe: null },
      metric_reasons: { sharpe: 'fewer than two days' },
    });
    const sharpe = kpis(runReport(head)).find((kpi) => kpi.name === 'sharpe');
    expect(sharpe).toMatchObject({ value: '\u2013', note: '', reason: 'fewer than two days' });
  });

  test('break-even is neither gain nor loss', () => {
    const [pnl] = kpis(runReport(resultHead({ metrics: { total_pnl: 0 } })));
    expect(pnl?.tone).toBeNull();
  });

  test('a third of three trades is one won, and a trade still open is said apart', () => {
    const head = resultHead({ metrics: { trades: 3, win_rate: 1 / 3 } });
    const open = trade({ exit_bar: null, exit_price: null, exit_reason: null, open: true });
    const report = runReport(head, [trade(), trade(), trade(), open]);
    const notes = new Map(kpis(report).map((kpi) => [kpi.name, kpi.note]));
    expect(notes.get('win_rate')).toBe('1 won');
    expect(notes.get('trades')).toBe('closed, 1 open');
  });

  test('under reference they come from the reference metrics', () => {
    const head = resultHead({ metrics: {}, reference_metrics: { total_pnl: -5, trades: 2 } });
    expect(kpis(runReport(head))[0]?.value).toBe('\u2212$5.00');
  });
});

test('metrics follow the engine’s table, in groups, with buy-and-hold and other programs beside', () => {
  const table = [
    { name: 'total_pnl', label: 'Net PnL', unit: '$', formula: 'end − start' },
    { name: 'sharpe', label: 'Sharpe', unit: 'ratio', formula: 'mean / std' },
    { name: 'calmar', label: 'Calmar', unit: 'ratio', formula: 'CAGR / MDD' },
  ] as const;
  const head = resultHead({ metrics: { total_pnl: 250, sharpe: 1.5 } });
  const details = {
    ...tables([]),
    buy_and_hold: {
      ...{ bar: 0, ts: null, price: 1, contracts: 1, pnl: -10 },
      metrics: { total_pnl: -10, sharpe: null },
    },
    conventions: [
      { metric: 'sharpe', program: 'other', formula: 'its own', value: 1.25, reason: null },
    ],
  };
  const groups = metricGroups(head, [...table], details);
  expect(groups.map(({ title }) => title)).toEqual(['Return', 'Return for risk']);
  expect(groups.flatMap(({ rows }) => rows).map((row) => [row.label, row.value, row.held])).toEqual(
    [
      ['Net PnL', '+$250.00', '\u2212$10.00'],
      ['Sharpe', '1.500', ''],
    ],
  );
  expect(groups[1]?.rows[0]?.others).toEqual([
    { program: 'other', formula: 'its own', value: '1.250', reason: null },
  ]);
});

test('the basis of daily metrics says N and P', () => {
  const head = resultHead({ metrics: { days: 1250, periods_per_year: 252 } });
  expect(dailyBasis(head, 'UTC')).toBe('Daily returns: N = 1,250 days in UTC, P = 252 a year.');
  expect(dailyBasis(resultHead({ metrics: { days: null } }), 'UTC')).toBeNull();
});

test('months stand in their year, and compound to it', () => {
  const returns = [
    { year: 2025, month: 12, return: 0.1 },
    { year: 2026, month: 1, return: 0.5 },
    { year: 2026, month: 3, return: -0.5 },
  ];
  const [first, second] = yearsOf(returns);
  expect([first?.year, first?.months[11], first?.total.toFixed(6)]).toEqual([
    2025,
    0.1,
    '0.100000',
  ]);
  expect(second?.months.slice(0, 4)).toEqual([0.5, null, -0.5, null]);
  expect(second?.total).toBeCloseTo(-0.25, 12);
});

function tables(monthly_returns: RunDetails['monthly_returns']): RunDetails {
  return {
    monthly_returns,
    monthly_reason: null,
    drawdowns: [],
    drawdown_count: 0,
    buy_and_hold: null,
    conventions: [],
    refused: refusedColumns(),
  };
}

describe('params', () => {
  test('are the script’s own, overlaid by the person', () => {
    expect(paramsOf({ slow: 60, on: true, side: 'long' }, { old: 1 }, { slow: '10' })).toEqual([
      { name: 'on', text: 'true', base: 'true', kind: 'boolean' },
      { name: 'side', text: 'long', base: 'long', kind: 'text' },
      { name: 'slow', text: '10', base: '60', kind: 'number' },
    ]);
  });

  test('are the last run’s while the script’s own are not known', () => {
    expect(paramsOf(null, { fast: 20 }, {})).toEqual([
      { name: 'fast', text: '20', base: '20', kind: 'number' },
    ]);
    expect(paramsOf(null, undefined, {})).toEqual([]);
  });

  test('keep a value for a name the script no longer has, so that it can be taken away', () => {
    const [gone] = paramsOf({}, {}, { gone: '1' });
    expect(gone).toEqual({ name: 'gone', text: '1', base: null, kind: 'text' });
  });
});
