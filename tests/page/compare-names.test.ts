import { expect, test } from 'vitest';
import { wordingOf } from '../../web/page/compare/names';

function written(name: string, own?: Parameters<typeof wordingOf>[1]): string[] {
  const { name: label, value, difference } = wordingOf(name, own);
  return [label, value(0.25), difference(-0.5)];
}

test('a share of our own is written as a share, the same name of the native runner as money', () => {
  const own = {
    name: 'max_drawdown',
    label: 'Max drawdown',
    unit: 'fraction',
    formula: '',
  } as const;
  expect(written('max_drawdown', own)).toEqual(['Max drawdown', '25.00%', '−50.00 pp']);
  expect(written('max_drawdown')).toEqual(['max_drawdown', '$0.25', '−$0.50']);
});

test('a trainer’s number has its words; money to the cent, others with the digits they need', () => {
  expect(written('eval_pnl_total')).toEqual(['Net profit, evaluation', '$0.25', '−$0.50']);
  expect(written('sortino')).toEqual(['Sortino', '0.25', '−0.5']);
});
