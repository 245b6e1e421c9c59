/** What is left of a rule on data it was not made on. */

import type { MetricInfo } from '../../shared/protocol';
import { metric } from '../format';
import type { KeptRun } from '../runs/kept-run';

/** Metrics that do not grow with the length of the data, so that two spans can be set against each other. */
const RATES = new Set([
  ...['cagr', 'volatility', 'sharpe', 'sortino', 'calmar', 'max_drawdown', 'profit_factor'],
  ...['win_rate', 'expectancy', 'expectancy_return', 'average_win', 'average_loss', 'exposure'],
  ...['var_95', 'cvar_95', 'average_bars_held'],
]);

/** Whether a metric of two runs of unequal spans means the same. */
export function isRate(name: string): boolean {
  return RATES.has(name);
}

export interface Drop {
  /** `Sharpe ratio 1.800 → 0.400`. */
  text: string;
  /** Whether less than half is left, or the sign has turned. */
  isLarge: boolean;
}

const TOLD = ['sharpe', 'cagr', 'profit_factor'];

/** What the telling metrics are on both; where one has no value, nothing. */
export function drops(from: KeptRun, to: KeptRun, table: MetricInfo[]): Drop[] {
  return table
    .filter(({ name }) => TOLD.includes(name))
    .flatMap(({ name, label, unit }) => {
      const [before, after] = [from.metrics[name] ?? null, to.metrics[name] ?? null];
      if (before === null || after === null) return [];
      const text = `${label} ${metric(before, unit, name)} → ${metric(after, unit, name)}`;
      // A profit factor of 1 is what no edge gives, as 0 is for the others.
      const none = name === 'profit_factor' ? 1 : 0;
      const isLarge = before > none && after - none < (before - none) / 2;
      return [{ text, isLarge }];
    });
}
