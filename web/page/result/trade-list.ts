/** Trades as the table lists them: numbered, filtered, sorted; and which rows of many are in sight. */

import type { Trade } from '../../shared/protocol';

/** A trade with its number in the result, from 1. */
export interface NumberedTrade {
  number: number;
  trade: Trade;
}

export interface TradeFilter {
  side: 'all' | Trade['side'];
  outcome: 'all' | 'winners' | 'losers';
  /** How it was left; `open` for what was not. */
  reason: string;
}

export const EVERY_TRADE: TradeFilter = { side: 'all', outcome: 'all', reason: 'all' };

export type TradeColumn =
  | 'number'
  | 'side'
  | 'size'
  | 'entry_bar'
  | 'entry_price'
  | 'exit_bar'
  | 'exit_price'
  | 'bars_held'
  | 'gross_pnl'
  | 'costs'
  | 'net_pnl'
  | 'return'
  | 'reason';

export interface TradeOrder {
  column: TradeColumn;
  isDescending: boolean;
}

export function reasonOf(trade: Trade): string {
  return trade.open ? 'open' : (trade.exit_reason ?? 'open');
}

/** The ways trades were left, in order of their first. */
export function reasonsOf(trades: Trade[]): string[] {
  return [...new Set(trades.map(reasonOf))];
}

/** Filters and sorts; equal ones stay in the order of the result, and what has no value comes last. */
export function listTrades(
  trades: Trade[],
  filter: TradeFilter,
  order: TradeOrder,
): NumberedTrade[] {
  const kept = trades
    .map((trade, place) => ({ number: place + 1, trade }))
    .filter(({ trade }) => passes(trade, filter));
  const sign = order.isDescending ? -1 : 1;
  return kept.sort((a, b) => {
    const [x, y] = [valueOf(a, order.column), valueOf(b, order.column)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return x < y ? -sign : x > y ? sign : 0;
  });
}

function passes(trade: Trade, { side, outcome, reason }: TradeFilter): boolean {
  return (
    (side === 'all' || trade.side === side) &&
    (outcome === 'all' || (outcome === 'winners' ? trade.net_pnl > 0 : trade.net_pnl < 0)) &&
    (reason === 'all' || reasonOf(trade) === reason)
  );
}

function valueOf({ number, trade }: NumberedTrade, column: TradeColumn): number | string | null {
  if (column === 'number') return number;
  return column === 'reason' ? reasonOf(trade) : trade[column];
}

/** The rows `[start, end)` in sight of `n` rows of one height, with a few more on either side. */
export function rowsInSight(
  n: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
): [number, number] {
  const spare = 10;
  const start = Math.floor(scrollTop / rowHeight) - spare;
  const end = Math.ceil((scrollTop + height) / rowHeight) + spare;
  return [Math.max(0, Math.min(start, n)), Math.max(0, Math.min(end, n))];
}
