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
import { sortedPlaces } from '../../web/page/result/sort-column';
import { trade, tradeColumns } from './fakes';

const TRADES = tradeColumns(
  trade({ net_pnl: 5, mae: 3 }),
  trade({ net_pnl: -2, side: 'short', exit_reason: 'flip' }),
  trade({ net_pnl: 0, side: 'short', mae: 9 }),
  trade({ net_pnl: 7, open: true, exit_bar: null, exit_price: null, exit_reason: null }),
);
const AS_IS: TradeOrder = { column: 'number', isDescending: false };

function numbers(filter: Partial<TradeFilter>, order = AS_IS): number[] {
  return [...listTrades(TRADES, { ...EVERY_TRADE, ...filter }, order)].map((at) => at + 1);
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
    // The deepest under water is the least number, as it is shown.
    expect(numbers({}, { column: 'mae', isDescending: false }).slice(0, 2)).toEqual([3, 1]);
  });

  test('sorts by how a trade was left in the order of the alphabet: flip, open, order', () => {
    expect(numbers({}, { column: 'reason', isDescending: false })).toEqual([2, 4, 1, 3]);
    expect(numbers({}, { column: 'number', isDescending: true })).toEqual([4, 3, 2, 1]);
  });

  test('sorts any numbers as a comparison does, equal ones in their order', () => {
    const odd = [0, -0, 1e-300, -1e-300, Infinity, -Infinity, Number.MAX_VALUE, 0.1, -0.1];
    let seed = 1;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const values = [
      ...odd,
      ...Array.from({ length: 500 }, () => Math.round((random() - 0.5) * 100) / 8),
      ...Array.from({ length: 500 }, () => (random() - 0.5) * 10 ** Math.round(random() * 20)),
    ];
    const places = Uint32Array.from(values.keys());
    const compare = (a: number, b: number): number => (values[a] ?? 0) - (values[b] ?? 0) || a - b;
    const sorted = (isDescending: boolean): number[] =>
      Array.from(sortedPlaces(places, (at) => values[at] ?? 0, isDescending));
    expect(sorted(false)).toEqual([...values.keys()].sort(compare));
    const turned = (a: number, b: number): number => (values[b] ?? 0) - (values[a] ?? 0) || a - b;
    expect(sorted(true)).toEqual([...values.keys()].sort(turned));
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
