/** Refused orders on the price: a small hollow square at the close of the bar, when there is room for each. */

import type uPlot from 'uplot';
import type { RefusedColumns } from '../../shared/protocol';
import type { Colors } from './colors';
import { placeFrom, xAt } from './span';

/** Width of the plot per order, in CSS pixels, below which squares would be a smear. */
const ROOM = 10;
const SIZE = 7;

export class RefusedMarks {
  /** In order of the bars; null while they are not there. */
  readonly #orders: RefusedColumns | null;
  readonly #isTime: boolean;

  constructor(orders: RefusedColumns | null, isTime: boolean) {
    this.#orders = orders;
    this.#isTime = isTime;
  }

  /** Those of a view; none when they are too many to be told apart. */
  within(min: number, max: number, width: number): [x: number, close: number][] {
    const orders = this.#orders;
    if (orders === null) return [];
    const x = (at: number): number => xAt(orders.ts, orders.bar, at, this.#isTime);
    const from = placeFrom(orders.length, x, min);
    const n = placeFrom(orders.length, x, max, true) - from;
    if (n * ROOM > width) return [];
    return Array.from({ length: n }, (_, place): [number, number] => {
      const at = from + place;
      return [x(at), orders.close[at] ?? Number.NaN];
    }).filter(([, close]) => !Number.isNaN(close));
  }
}

export function drawRefused(chart: uPlot, marks: RefusedMarks, colors: Colors): void {
  const { min, max } = chart.scales.x ?? {};
  if (min == null || max == null) return;
  const { ctx } = chart;
  const size = SIZE * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colors.warn();
  ctx.lineWidth = 1.5 * devicePixelRatio;
  for (const [x, close] of marks.within(min, max, chart.over.clientWidth)) {
    const [left, top] = [chart.valToPos(x, 'x', true), chart.valToPos(close, 'y', true)];
    ctx.strokeRect(left - size / 2, top - size / 2, size, size);
  }
  ctx.restore();
}
