/** Which of the kept runs are listed, and in which order. */

import type { KeptRun } from './kept-run';

export type Order = 'last' | 'total_pnl' | 'sharpe' | 'max_drawdown' | 'name';

export const ORDERS: Record<Order, string> = {
  last: 'last run first',
  total_pnl: 'most net PnL first',
  sharpe: 'highest Sharpe first',
  max_drawdown: 'least drawdown first',
  name: 'by name',
};

export interface Filter {
  /** Each word must be in the run's name, script name, file or market. */
  text: string;
  isStarredOnly: boolean;
}

export function listed(runs: KeptRun[], filter: Filter, order: Order): KeptRun[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = runs.filter((run) => {
    if (filter.isStarredOnly && !run.is_starred) return false;
    const text = [run.name, run.script.name, run.file.name, run.data.symbol]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
  switch (order) {
    case 'last':
      return found;
    case 'name':
      return found.sort((a, b) => a.name.localeCompare(b.name));
    case 'max_drawdown':
      return found.sort((a, b) => ascending(value(a, order, Infinity), value(b, order, Infinity)));
    default:
      return found.sort((a, b) =>
        ascending(value(b, order, -Infinity), value(a, order, -Infinity)),
      );
  }
}

/** A run without the number comes last. */
function value(run: KeptRun, name: Order, instead: number): number {
  return run.metrics[name] ?? instead;
}

/** A difference would be no number where both are infinite. */
function ascending(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
