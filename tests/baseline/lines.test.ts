import { expect, test } from 'vitest';
import { drawdownOf } from '../../web/shared/baseline/drawdown';
import { reducedLine } from '../../web/shared/baseline/line';
import { histogram } from '../../web/page/compare/histogram';
import { joined, lanes } from '../../web/page/compare/joined';
import { unbroken } from '../../web/page/compare/replay';
import type { Line } from '../../web/shared/baseline/line';

const line = (x: number[], y: number[]): Line => ({
  x: Float64Array.from(x),
  y: Float64Array.from(y),
});

test('a reduced line keeps the ends and the lowest and highest of each bucket', () => {
  const y = Float64Array.of(5, 1, 9, 5, 5, 2, 8, 4);
  const found = reducedLine([...y.keys()], y, 2);
  // Buckets 0–3 and 4–7: 1 and 9, 2 and 8, with both ends.
  expect([...found.x]).toEqual([0, 1, 2, 5, 6, 7]);
  expect([...found.y]).toEqual([5, 1, 9, 2, 8, 4]);
});

test('points without an x are left out, a missing y stays a gap', () => {
  const found = reducedLine([0, NaN, 2], Float64Array.of(1, 2, NaN), 3);
  expect([...found.x]).toEqual([0, 2]);
  expect([...found.y]).toEqual([1, NaN]);
});

test('windows that overlap lie in different lanes, others in one with a gap between', () => {
  const found = lanes([line([30, 40], [3, 4]), line([0, 10], [1, 2]), line([5, 15], [7, 8])]);
  expect(found.map(({ x }) => [...x])).toEqual([
    [0, 10, 20, 30, 40],
    [5, 15],
  ]);
  expect([...(found[0]?.y ?? [])]).toEqual([1, 2, NaN, 3, 4]);
  expect(lanes([line([], [])])).toEqual([]);
});

test('joined lines share the axis: no point is undefined, a gap is null', () => {
  expect(joined([line([0, 2], [1, NaN]), line([1, 2], [5, 6])])).toEqual({
    x: [0, 1, 2],
    y: [
      [1, undefined, null],
      [undefined, 5, 6],
    ],
  });
});

test('a drawdown in money counts from the first value, without what is no number', () => {
  expect(drawdownOf(Float64Array.of(100, 120, NaN, 90, 130, 125))).toBe(30);
  expect(drawdownOf(Float64Array.of(100, 110))).toBe(0);
  expect(drawdownOf(Float64Array.of(NaN))).toBeNull();
});

test('a histogram holds every value and reaches to the script', () => {
  const found = histogram([0, 1, 2, 3, 4], 9, 9);
  expect(found).toMatchObject({ low: 0, high: 9, most: 1 });
  expect(found?.bins.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 0, 0, 0, 0]);
});

test('values that are all alike have a width to be drawn at', () => {
  const found = histogram([-3, -3], -3, 4);
  expect([found?.low, found?.high]).toEqual([-4, -2]);
  expect(found?.bins.map(({ count }) => count)).toEqual([0, 0, 2, 0]);
  expect(histogram([], 1)).toBeNull();
});

test('a window is replayed up to its first hole', () => {
  expect(unbroken(Uint32Array.of(7, 8, 9))).toBe(3);
  expect(unbroken(Uint32Array.of(7, 8, 10, 11))).toBe(2);
  expect(unbroken(Uint32Array.of())).toBe(0);
});
