/** Single trades and refused orders out of their columns. */

import {
  EXIT_REASONS,
  REFUSALS,
  type RefusedColumns,
  type RefusedOrder,
  type Trade,
  type TradeColumns,
} from './protocol';

/** The trade at a place from 0, as the result JSON has it. */
export function tradeAt(columns: TradeColumns, at: number): Trade {
  const open = isOpen(columns, at);
  return {
    entry_bar: columns.entry_bar[at] ?? Number.NaN,
    entry_ts: timeAt(columns.entry_ts, at),
    entry_price: columns.entry_price[at] ?? Number.NaN,
    exit_bar: numberAt(columns.exit_bar, at),
    exit_ts: open ? null : timeAt(columns.exit_ts, at),
    exit_price: numberAt(columns.exit_price, at),
    side: columns.side[at] === 1 ? 'short' : 'long',
    size: columns.size[at] ?? Number.NaN,
    gross_pnl: columns.gross_pnl[at] ?? Number.NaN,
    costs: columns.costs[at] ?? Number.NaN,
    net_pnl: columns.net_pnl[at] ?? Number.NaN,
    return: columns.return[at] ?? Number.NaN,
    bars_held: columns.bars_held[at] ?? Number.NaN,
    mae: columns.mae[at] ?? Number.NaN,
    mfe: columns.mfe[at] ?? Number.NaN,
    exit_reason: open ? null : (EXIT_REASONS[columns.exit_reason[at] ?? 0] ?? null),
    open,
  };
}

/** Whether a trade is open after the last bar. */
export function isOpen({ exit_bar }: TradeColumns, at: number): boolean {
  return Number.isNaN(exit_bar[at]);
}

/** How many trades are open after the last bar; they come last. */
export function openTrades(columns: TradeColumns): number {
  let n = 0;
  while (n < columns.length && isOpen(columns, columns.length - 1 - n)) n += 1;
  return n;
}

/** The refused order at a place from 0. */
export function refusedAt(columns: RefusedColumns, at: number): RefusedOrder {
  return {
    bar: columns.bar[at] ?? Number.NaN,
    ts: timeAt(columns.ts, at),
    close: numberAt(columns.close, at),
    reason: REFUSALS[columns.reason[at] ?? 0] ?? 'end',
  };
}

function numberAt(column: Float64Array, at: number): number | null {
  const value = column[at];
  return value === undefined || Number.isNaN(value) ? null : value;
}

function timeAt(column: BigInt64Array | null, at: number): string | null {
  return column?.[at]?.toString() ?? null;
}
