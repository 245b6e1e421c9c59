import { expect, test } from 'vitest';
import {
  Overlays,
  overlayAt,
  overlayColumn,
  paletteOf,
} from '../../web/page/chart/overlays.svelte';

const NONE = Number.NaN;

function line(x: number[], y: number[], color = 1) {
  return { name: 'a line', x: Float64Array.from(x), y: Float64Array.from(y), color };
}

test('a line laid over the equity is read between its points, and nowhere else', () => {
  const over = line([10, 20, 40], [100, 200, 0]);
  expect(overlayAt(over, 10)).toBe(100);
  expect(overlayAt(over, 15)).toBe(150);
  expect(overlayAt(over, 30)).toBe(100);
  expect(overlayAt(over, 40)).toBe(0);
  expect(overlayAt(over, 9)).toBeNaN();
  expect(overlayAt(over, 41)).toBeNaN();
  expect(overlayAt(line([], []), 1)).toBeNaN();
});

test('pieces end at a gap', () => {
  const pieces = line([0, 10, 10, 20, 30], [1, 2, NONE, 5, 6]);
  expect([...overlayColumn(pieces, Float64Array.of(0, 5, 15, 20, 25))]).toEqual([
    1,
    1.5,
    NONE,
    5,
    5.5,
  ]);
});

test('each owner replaces its own lines, and all can be cleared', () => {
  const overlays = new Overlays();
  overlays.set('runs', [line([0], [1])]);
  overlays.set('baseline', [line([0], [2]), line([0], [3])]);
  overlays.set('runs', []);
  expect(overlays.all.map(({ y }) => y[0])).toEqual([2, 3]);
  overlays.clear();
  expect(overlays.all).toEqual([]);
});

test('the palette begins again after its end', () => {
  expect([1, 6, 7].map((color) => paletteOf(line([], [], color)))).toEqual([1, 6, 1]);
});
