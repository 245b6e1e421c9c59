/** Trades and refused orders: as the rows of the result JSON, and as the columns in which many cross a thread. */

import type { ResultHead } from './run';

/** The engine's numbers for why a trade ended: places in this list. */
export const EXIT_REASONS = ['order', 'flip', 'auto_close', 'bankrupt', 'end'] as const;
export type ExitReason = (typeof EXIT_REASONS)[number];

/** The engine's numbers for why an order was refused: places in this list. */
export const REFUSALS = ['session', 'margin', 'position', 'price', 'end'] as const;
export type Refusal = keyof ResultHead['refused_orders'];

export interface Trade {
  entry_bar: number;
  entry_ts: string | null;
  entry_price: number;
  exit_bar: number | null;
  exit_ts: string | null;
  exit_price: number | null;
  side: 'long' | 'short';
  size: number;
  gross_pnl: number;
  costs: number;
  net_pnl: number;
  return: number;
  bars_held: number;
  mae: number;
  mfe: number;
  exit_reason: ExitReason | null;
  open: boolean;
}

/**
 * Trades in the order of the result JSON, in columns of one length: closed ones in order of their exit, then
 * those open. NaN where an open trade has none.
 */
export interface TradeColumns extends Record<TradeNumber, Float64Array> {
  length: number;
  /** ns since 1970 UTC; null without times. */
  entry_ts: BigInt64Array | null;
  /** 0 for an open trade. */
  exit_ts: BigInt64Array | null;
  /** 0 long, 1 short. */
  side: Float64Array;
  /** Place in `EXIT_REASONS`. */
  exit_reason: Float64Array;
}

/** Members of a trade that are numbers. */
export const TRADE_NUMBERS = [
  'entry_bar',
  'entry_price',
  'exit_bar',
  'exit_price',
  'size',
  'gross_pnl',
  'costs',
  'net_pnl',
  'return',
  'bars_held',
  'mae',
  'mfe',
] as const;
export type TradeNumber = (typeof TRADE_NUMBERS)[number];

/** An order that was not filled. */
export interface RefusedOrder {
  /** The bar at which it would have been filled; the last bar for `end`. */
  bar: number;
  ts: string | null;
  /** Close of that bar; null where it is not a number. */
  close: number | null;
  reason: Refusal;
}

/** Refused orders in order of their bars, in columns of one length. */
export interface RefusedColumns {
  length: number;
  bar: Float64Array;
  /** ns since 1970 UTC; null without times. */
  ts: BigInt64Array | null;
  /** NaN where it is not a number. */
  close: Float64Array;
  /** Place in `REFUSALS`. */
  reason: Float64Array;
}
