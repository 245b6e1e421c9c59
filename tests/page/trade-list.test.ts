import { describe, expect, test } from 'vitest';
import { refusedOrders } from '../../web/page/result/refusals';
import {
  EVERY_TRADE,
  listTrades,
  reasonsOf,
  rowsInSight,
  type TradeFilter,
  type TradeOrder,
} from '../../web/page/result/trade-list';
import { trade } from './fakes';

const TRADES = [
  trade({ net_pnl: 5 }),
  trade({ net_pnl: -2, side: 'short', exit_reason: 'flip' }),
  trade({ net_pnl: 0, side: 'short' }),
  trade({ net_pnl: 7, open: true, exit_bar: null, exit_price: null, exit_reason: null }),
];
const AS_IS: TradeOrder = { column: 'number', isDescending: false };

function numbers(filter: Partial<TradeFilter>, order = AS_IS): number[] {
  return listTrades(TRADES, { ...EVERY_TRADE, ...filter }, order).map(({ number }) => number);
}

describe('the list of trades', () => {
  test('filters by side, outcome and how a trade was left', () => {
    expect(numbers({})).toEqual([1, 2, 3, 4]);
    expect(numbers({ side: 'short' })).toEqual([2, 3]);
    expect(numbers({ outcome: 'winners' })).toEqual([1, 4]);
    // A trade that made nothing is neither.
    expect(numbers({ outcome: 'losers' })).toEqual([2]);
    expect(numbers({ reason: 'flip' })).toEqual([2]);
    expect(numbers({ reason: 'open' })).toEqual([4]);
    expect(numbers({ side: 'long', outcome: 'losers' })).toEqual([]);
    expect(reasonsOf(TRADES)).toEqual(['order', 'flip', 'open']);
  });

  test('sorts by a column both ways and keeps equal ones in their order', () => {
    expect(numbers({}, { column: 'net_pnl', isDescending: false })).toEqual([2, 3, 1, 4]);
    expect(numbers({}, { column: 'net_pnl', isDescending: true })).toEqual([4, 1, 3, 2]);
    expect(numbers({}, { column: 'side', isDescending: true })).toEqual([2, 3, 1, 4]);
  });

  test('puts what has no value last, whichever way', () => {
    expect(numbers({}, { column: 'exit_price', isDescending: false }).at(-1)).toBe(4);
    expect(numbers({}, { column: 'exit_price', isDescending: true }).at(-1)).toBe(4);
  });

  test('has only the rows in sight and ten around in the document', () => {
    expect(rowsInSight(100_000, 28, 28_000, 280)).toEqual([990, 1020]);
    expect(rowsInSight(5, 28, 0, 280)).toEqual([0, 5]);
    // Scrolled far down before the list became short.
    expect(rowsInSight(3, 28, 28_000, 280)).toEqual([3, 3]);
  });
});

test('refused orders are told by reason, those of 0 left out', () => {
  const refused = refusedOrders({ session: 0, margin: 3, position: 0, price: 0, end: 1 });
  expect(refused.map(({ n, words }) => [n, words])).toEqual([
    [3, 'margin'],
    [1, 'on the last bar'],
  ]);
});
