import type { TradeColumns } from '../protocol';
import { isOpen } from '../trade-rows';

/** Profit of a run's trades before costs, money. */
export interface GrossProfit {
  all: number;
  /** Without those open at the end. */
  closed: number;
}

/** Of trades as a result JSON has them; what is no trade counts nothing. */
export function grossOfRows(trades: unknown[]): GrossProfit {
  const gross = { all: 0, closed: 0 };
  for (const trade of trades) {
    if (typeof trade !== 'object' || trade === null) continue;
    const { gross_pnl, open } = trade as { gross_pnl?: unknown; open?: unknown };
    if (typeof gross_pnl === 'number') add(gross, gross_pnl, open === true);
  }
  return gross;
}

export function grossOfColumns(trades: TradeColumns): GrossProfit {
  const gross = { all: 0, closed: 0 };
  for (const [at, profit] of trades.gross_pnl.entries()) add(gross, profit, isOpen(trades, at));
  return gross;
}

function add(gross: GrossProfit, profit: number, open: boolean): void {
  gross.all += profit;
  if (!open) gross.closed += profit;
}
