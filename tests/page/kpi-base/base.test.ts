import { describe, expect, test } from 'vitest';
import {
  choiceOf,
  chosenRun,
  heldBase,
  runBase,
  runBefore,
  subjectBase,
} from '../../../web/page/kpi-base/base';
import type { Subject } from '../../../web/shared/baseline/subjects';
import { problemOf, resultHead } from '../fakes';
import { run } from '../runs/made';

const OURS = {
  total_pnl: 250,
  max_drawdown: 0.125,
  sharpe: 1.25,
  profit_factor: 1.5,
  win_rate: 0.5,
  trades: 12,
};
const THEIRS = {
  total_pnl: 300,
  max_drawdown: 0.1,
  sharpe: 1,
  profit_factor: null,
  win_rate: 0.48,
  trades: 15,
};

describe('the six numbers against a kept run of the same data', () => {
  const base = run({ id: 'a', name: 'first', metrics: THEIRS });
  const ours = run({ id: 'b', name: 'second', metrics: OURS });

  test('differ with sign and unit, shares by points, and say which way is better', () => {
    expect(runBase(ours, base)).toEqual({
      name: 'first',
      why: null,
      deltas: {
        total_pnl: { text: '−$50.00', tone: 'worse' },
        max_drawdown: { text: '+2.50 pp', tone: 'worse' },
        sharpe: { text: '+0.25', tone: 'better' },
        win_rate: { text: '+2.0 pp', tone: 'better' },
        trades: { text: '−3', tone: null },
      },
    });
  });

  test('that are alike say so', () => {
    const twin = run({ id: 'c', name: 'twin', metrics: OURS });
    expect(runBase(ours, twin).deltas.total_pnl).toEqual({ text: '=', tone: null });
  });

  test('are not measured by other data, by a run that ended early, or by themselves', () => {
    const other = run({ id: 'd', data: { ...base.data, bars_fingerprint: 'b2' } });
    expect(runBase(ours, other)).toMatchObject({ why: 'other data', deltas: {} });
    const failed = run({ id: 'e', errors: problemOf('runtime_error', 'no') });
    expect(runBase(ours, failed).why).toBe('the base ended early');
    expect(runBase(ours, ours).why).toBe('it is this run');
  });

  test('the run before is the last other one on the same bars', () => {
    const at = (id: string, last_ms: number, bars_fingerprint = 'b1'): ReturnType<typeof run> =>
      run({ id, last_ms, data: { ...base.data, bars_fingerprint } });
    const now = at('now', 50);
    const kept = [at('old', 10), now, at('late', 40), at('elsewhere', 45, 'b2')];
    expect(runBefore(now, kept)?.id).toBe('late');
    expect(runBefore(now, [now])).toBeNull();
  });

  test('a choice names its run, and none once that is deleted', () => {
    expect(chosenRun(choiceOf(base), [ours, base])).toBe(base);
    expect(chosenRun(choiceOf(base), [ours])).toBeNull();
  });
});

describe('against buy-and-hold', () => {
  const head = resultHead({ metrics: OURS });
  const held = {
    bar: 1,
    ts: null,
    price: 100,
    contracts: 1,
    pnl: 100,
    metrics: { max_drawdown: 0.2, sharpe: 1.25, trades: 0 },
  };

  test('the numbers of its equity have a difference, those of trades none', () => {
    expect(heldBase(head, held).deltas).toEqual({
      total_pnl: { text: '+$150.00', tone: 'better' },
      max_drawdown: { text: '−7.50 pp', tone: 'better' },
      sharpe: { text: '=', tone: null },
    });
  });

  test('nothing is said before it is known, and why when there is none', () => {
    expect(heldBase(head, undefined)).toMatchObject({ why: null, deltas: {} });
    expect(heldBase(head, null).why).not.toBeNull();
  });
});

describe('against what the Compare tab holds against the run', () => {
  const subject = (numbers: ReturnType<Subject['compare']>[number]['numbers']): Subject => ({
    ...{ id: 's', title: 'Generation 4, candidate 2', span: null },
    facts: {} as Subject['facts'],
    compare: () => [{ title: 'Evaluation', numbers }],
  });
  const head = resultHead({ metrics: OURS });

  test('numbers of the same meaning have a difference', () => {
    const pnl = { name: 'pnl_total', baseline: 300, run: 250, difference: -50, why: null };
    expect(subjectBase({ head, gross: { all: 0, closed: 0 } }, subject([pnl]))).toEqual({
      name: 'Generation 4, candidate 2',
      why: null,
      deltas: { total_pnl: { text: '−$50.00', tone: 'worse' } },
    });
  });

  test('a number of the same name that is not the one in view has none', () => {
    // The native runner's largest drawdown is money, and its Sharpe ratio one of bars.
    const numbers = [
      { name: 'net_pnl', baseline: 200, run: 250, difference: 50, why: null },
      { name: 'max_drawdown', baseline: 900, run: 1300, difference: 400, why: null },
      { name: 'sharpe', baseline: -1.5, run: -1.2, difference: 0.3, why: null },
      { name: 'win_rate', baseline: 0.4, run: 0.5, difference: 0.1, why: null },
    ];
    expect(subjectBase({ head, gross: { all: 0, closed: 0 } }, subject(numbers)).deltas).toEqual({
      win_rate: { text: '+10.0 pp', tone: 'better' },
    });
  });

  test('without one it says why', () => {
    const why = 'it is taken over 3 windows';
    const alone = { name: 'pnl_total', baseline: 300, run: null, difference: null, why };
    expect(subjectBase({ head, gross: { all: 0, closed: 0 } }, subject([alone]))).toMatchObject({
      why,
      deltas: {},
    });
  });
});
