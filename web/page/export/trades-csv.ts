import { isoTime } from '../../shared/iso-time';
import type { Trade } from '../../shared/protocol';

const COLUMNS = [
  ...['number', 'side', 'size', 'entry_bar', 'entry_time', 'entry_price'],
  ...['exit_bar', 'exit_time', 'exit_price', 'bars_held', 'gross_pnl', 'costs', 'net_pnl'],
  ...['return', 'mae', 'mfe', 'exit_reason', 'open'],
];

/** Rows joined to one piece of text. */
const ROWS = 5_000;

/**
 * Writes trades as CSV, in pieces. Times are UTC; numbers are the shortest that read back the same; what a
 * trade does not have is an empty cell.
 */
export function* tradesCsv(trades: Trade[]): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (let from = 0; from < trades.length; from += ROWS) {
    const rows = trades.slice(from, from + ROWS).map((trade, at) => row(from + at + 1, trade));
    yield `${rows.join('\n')}\n`;
  }
}

function row(number: number, trade: Trade): string {
  const values = [
    number,
    trade.side,
    trade.size,
    trade.entry_bar,
    time(trade.entry_ts),
    trade.entry_price,
    trade.exit_bar,
    time(trade.exit_ts),
    trade.exit_price,
    trade.bars_held,
    trade.gross_pnl,
    trade.costs,
    trade.net_pnl,
    trade.return,
    trade.mae,
    trade.mfe,
    trade.exit_reason,
    trade.open,
  ];
  return values.map((value) => String(value ?? '')).join(',');
}

function time(ns: string | null): string {
  return ns === null ? '' : isoTime(BigInt(ns));
}
