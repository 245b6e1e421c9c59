/** Names of a trainer's columns and numbers in words, and how they are written. */

import type { MetricInfo } from '../../shared/protocol';
import { decimal, metric, money } from '../format';
import { change } from '../runs/comparison';

const SPLITS: Record<string, string> = {
  train: 'training',
  eval: 'evaluation',
  probe: 'probe',
};
const MEASURES: Record<string, string> = {
  fitness: 'Fitness',
  eval_fitness: 'Fitness, evaluation',
  selection_fitness: 'Selection fitness',
  fitness_pnl: 'Profit less penalties',
  pnl_total: 'Net profit',
  pnl_realized: 'Realized profit before costs',
  realized_pnl: 'Realized profit before costs',
  pnl: 'Profit before costs',
  pnl_gross: 'Profit before costs',
  drawdown: 'Largest drawdown',
  commission: 'Commission',
  slippage: 'Slippage',
  'commission + slippage': 'Costs: commission and slippage',
  'pnl_gross − commission − slippage': 'Profit after logged costs',
  sortino: 'Sortino',
  ret_mean: 'Mean return a bar',
};

export function measureName(name: string): string {
  const whole = MEASURES[name];
  if (whole !== undefined) return whole;
  const [, split = '', rest = ''] = /^(train|eval|probe)_(.+)$/u.exec(name) ?? [];
  const measure = MEASURES[rest];
  return measure === undefined ? name : `${measure}, ${SPLITS[split] ?? split}`;
}

const MONEY = new Set([
  ...['fitness_pnl', 'pnl_total', 'pnl_realized', 'pnl_gross', 'commission', 'slippage'],
  ...['drawdown', 'commission + slippage', 'pnl_gross − commission − slippage'],
  ...['net_pnl', 'ending_equity', 'max_drawdown'],
]);

/** A number of a baseline or the run, or the difference between both, as it is written. */
export interface Wording {
  name: string;
  value: (value: number) => string;
  difference: (by: number) => string;
}

/** How a number is named and written: by `own`, the entry of our own metrics' table, or as a trainer's. */
export function wordingOf(name: string, own?: MetricInfo): Wording {
  if (own !== undefined) {
    return {
      name: own.label,
      value: (value) => metric(value, own.unit, name),
      difference: (by) => change(by, own.unit),
    };
  }
  const isMoney = MONEY.has(name.replace(/^(train|eval|probe)_/u, ''));
  return {
    name: measureName(name),
    value: (value) => writtenNumber(value, isMoney),
    difference: (by) => writtenNumber(by, isMoney, true),
  };
}

/** Money to the cent; other numbers to four digits after the point, tiny ones to eight, without zeros at the end. */
function writtenNumber(value: number, asMoney: boolean, signed = false): string {
  if (asMoney) return money(value, signed);
  const digits = Math.abs(value) < 0.01 && value !== 0 ? 8 : 4;
  return decimal(value, digits, signed)
    .replace(/(\.\d*?)0+$/u, '$1')
    .replace(/\.$/u, '');
}
