import { describe, expect, test } from 'vitest';
import { kpis } from '../../web/page/kpi';
import { metricRows } from '../../web/page/metric-rows';
import { paramProblem, paramsOf } from '../../web/page/params';
import { resultHead, trade } from './fakes';

describe('the six numbers', () => {
  test('a gain of 250 on 10,000 is +2.50%', () => {
    const [pnl] = kpis(resultHead({ metrics: { total_pnl: 250 } }));
    expect(pnl).toMatchObject({ value: '+$250.00', tone: 'gain', note: '+2.50% of $10,000' });
  });

  test('an undefined one is a dash with its reason', () => {
    const head = resultHead({
      metrics: { sharpe: null },
      metric_reasons: { sharpe: 'fewer than two days' },
    });
    const sharpe = kpis(head).find((kpi) => kpi.name === 'sharpe');
    expect(sharpe).toMatchObject({ value: '\u2013', note: '', reason: 'fewer than two days' });
  });

  test('break-even is neither gain nor loss', () => {
    expect(kpis(resultHead({ metrics: { total_pnl: 0 } }))[0]?.tone).toBeNull();
  });

  test('a third of three trades is one won, and a trade still open is said apart', () => {
    const head = resultHead({
      metrics: { trades: 3, win_rate: 1 / 3 },
      trades: [trade(), trade(), trade(), trade({ open: true })],
    });
    const notes = new Map(kpis(head).map((kpi) => [kpi.name, kpi.note]));
    expect(notes.get('win_rate')).toBe('1 won');
    expect(notes.get('trades')).toBe('closed, 1 open');
  });

  test('under reference they come from the reference metrics', () => {
    const head = resultHead({ metrics: {}, reference_metrics: { total_pnl: -5, trades: 2 } });
    expect(kpis(head)[0]?.value).toBe('\u2212$5.00');
  });
});

test('metric rows follow the table and show what the run has', () => {
  const table = [
    { name: 'sharpe', label: 'Sharpe', unit: 'ratio', formula: 'mean / std' },
    { name: 'total_pnl', label: 'Net PnL', unit: '$', formula: 'end − start' },
    { name: 'calmar', label: 'Calmar', unit: 'ratio', formula: 'CAGR / MDD' },
  ] as const;
  const head = resultHead({ metrics: { total_pnl: 250, sharpe: 1.5 } });
  expect(metricRows(head, [...table]).map((row) => `${row.label} ${row.value}`)).toEqual([
    'Sharpe 1.500',
    'Net PnL +$250.00',
  ]);
});

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
    expect(gone && paramProblem(gone)).toContain('no param');
  });

  test('that are numbers say so when they are given a word', () => {
    const [fast] = paramsOf({ fast: 20 }, {}, { fast: 'ten' });
    expect(fast && paramProblem(fast)).toBe('A number is needed here, not “ten”.');
    const [fine] = paramsOf({ fast: 20 }, {}, { fast: '1e3' });
    expect(fine && paramProblem(fine)).toBeNull();
  });
});
