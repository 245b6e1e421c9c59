/** Trades as the table lists them: filtered and sorted as places in their columns; and which rows of many are in sight. */

import { EXIT_REASONS, type Trade, type TradeColumns } from '../../shared/protocol';
import { isOpen } from '../../shared/trade-rows';
import { sortedPlaces } from './sort-column';

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
  | 'mae'
  | 'mfe'
  | 'reason';

export interface TradeOrder {
  column: TradeColumn;
  isDescending: boolean;
}

/** In the order of the alphabet, in which they are sorted. */
const REASONS = [...EXIT_REASONS, 'open'].sort();

export function reasonOf(trade: Trade): string {
  return trade.open ? 'open' : (trade.exit_reason ?? 'open');
}

function reasonAt(trades: TradeColumns, at: number): string {
  return isOpen(trades, at) ? 'open' : (EXIT_REASONS[trades.exit_reason[at] ?? 0] ?? 'open');
}

/** The ways trades were left, in order of their first. */
export function reasonsOf(trades: TradeColumns): string[] {
  const found = new Set<string>();
  for (let at = 0; at < trades.length; at += 1) found.add(reasonAt(trades, at));
  return [...found];
}

/**
 * Filters and sorts; returns places in the columns. Equal trades stay in the order of the result, and what
 * has no value comes last.
 */
export function listTrades(
  trades: TradeColumns,
  filter: TradeFilter,
  order: TradeOrder,
): Uint32Array {
  const places = new Uint32Array(trades.length);
  let n = 0;
  for (let at = 0; at < trades.length; at += 1) {
    if (!passes(trades, at, filter)) continue;
    places[n] = at;
    n += 1;
  }
  const kept = places.subarray(0, n);
  const isAsIs = order.column === 'number' && !order.isDescending;
  return isAsIs ? kept : sortedPlaces(kept, valueOf(trades, order.column), order.isDescending);
}

function passes(trades: TradeColumns, at: number, filter: TradeFilter): boolean {
  const { side, outcome, reason } = filter;
  const net = trades.net_pnl[at] ?? 0;
  return (
    (side === 'all' || (trades.side[at] === 1) === (side === 'short')) &&
    (outcome === 'all' || (outcome === 'winners' ? net > 0 : net < 0)) &&
    (reason === 'all' || reasonAt(trades, at) === reason)
  );
}

function valueOf(trades: TradeColumns, column: TradeColumn): (at: number) => number {
  if (column === 'number') return (at) => at;
  if (column === 'reason') return (at) => REASONS.indexOf(reasonAt(trades, at));
  // Shown with its sign, as a loss.
  if (column === 'mae') return (at) => -(trades.mae[at] ?? Number.NaN);
  const values = trades[column];
  return (at) => values[at] ?? Number.NaN;
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
