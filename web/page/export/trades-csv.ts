import { isoTime } from '../../shared/iso-time';
import type { Trade, TradeColumns } from '../../shared/protocol';
import { tradeAt } from '../../shared/trade-rows';

const COLUMNS = [
  ...['number', 'side', 'size', 'entry_bar', 'entry_time', 'entry_price'],
  ...['exit_bar', 'exit_time', 'exit_price', 'bars_held', 'gross_pnl', 'costs', 'net_pnl'],
  ...['return', 'mae', 'mfe', 'exit_reason', 'open'],
];

/** Rows joined to one piece of text. */
const ROWS = 2_000;

/**
 * Writes trades as CSV, in pieces. Times are UTC; numbers are the shortest that read back the same; what a
 * trade does not have is an empty cell.
 */
export function* tradesCsv(trades: TradeColumns): Generator<string> {
  yield `${COLUMNS.join(',')}\n`;
  for (let from = 0; from < trades.length; from += ROWS) {
    const length = Math.min(ROWS, trades.length - from);
    const rows = Array.from({ length }, (_, at) => row(from + at + 1, tradeAt(trades, from + at)));
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
  // What is no number, as after a price that is none, is an empty cell as in the result JSON.
  const isNothing = (value: (typeof values)[number]): boolean =>
    value === null || (typeof value === 'number' && !Number.isFinite(value));
  return values.map((value) => (isNothing(value) ? '' : String(value))).join(',');
}

function time(ns: string | null): string {
  return ns === null ? '' : isoTime(BigInt(ns));
}
