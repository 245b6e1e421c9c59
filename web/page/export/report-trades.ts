/** Trades of the report. */

import type { Trade } from '../../shared/protocol';
import { tradeAt } from '../../shared/trade-rows';
import { nsToMs, wallClock } from '../clock';
import { count, money, NO_VALUE, percent, price } from '../format';
import { refusedOrders } from '../result/refusals';
import { reasonOf } from '../result/trade-list';
import type { ReportInput } from './report-input';
import { escaped, tableEnds, tableRows } from './report-text';

/** Trades listed; the CSV has all of them. */
const MOST_TRADES = 5_000;
/** Rows of one piece. */
const ROWS = 500;

const HEADINGS = [
  ...['#', 'Side', 'Size', 'Entry', 'Price', 'Exit', 'Price', 'Bars', 'Costs', 'Net'],
  ...['Return', 'Left by'],
];
/** Side, times and the reason. */
const WORDS = new Set([1, 3, 5, HEADINGS.length - 1]);

/** In pieces of some hundred trades. */
export function* trades({ report, timezone }: ReportInput): Generator<string> {
  const all = report.trades;
  const refused = refusedOrders(report.head.refused_orders).map(
    ({ n, words }) => `${count(n)} ${words}`,
  );
  yield `<h2>Trades: ${count(all.length)}</h2>`;
  if (refused.length > 0) yield `<p>Orders refused: ${escaped(refused.join(', '))}.</p>`;
  yield `<p class="quiet">Times ${escaped(timezone)}, money in $.</p>`;
  if (all.length > MOST_TRADES) {
    yield `<p class="quiet">The first ${count(MOST_TRADES)} of ${count(all.length)}; the CSV export has all.</p>`;
  }
  if (all.length === 0) return;
  const [head, foot] = tableEnds(HEADINGS, WORDS);
  yield head;
  const listed = Math.min(all.length, MOST_TRADES);
  for (let from = 0; from < listed; from += ROWS) {
    const length = Math.min(ROWS, listed - from);
    const rows = Array.from({ length }, (_, place) => {
      const at = from + place;
      return tradeRow(tradeAt(all, at), at + 1, timezone);
    });
    yield `${from === 0 ? '' : '\n'}${tableRows(rows, WORDS)}`;
  }
  yield foot;
}

function tradeRow(trade: Trade, number: number, timezone: string): (string | number)[] {
  const when = (ts: string | null, bar: number | null): string => {
    if (ts !== null) return wallClock(nsToMs(ts), timezone);
    return bar === null ? NO_VALUE : `bar ${count(bar)}`;
  };
  return [
    count(number),
    trade.side,
    count(trade.size),
    when(trade.entry_ts, trade.entry_bar),
    price(trade.entry_price),
    when(trade.exit_ts, trade.exit_bar),
    trade.exit_price === null ? NO_VALUE : price(trade.exit_price),
    count(trade.bars_held),
    money(trade.costs),
    money(trade.net_pnl, true),
    percent(trade.return, true),
    reasonOf(trade).replace('_', '-'),
  ];
}
