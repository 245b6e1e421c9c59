/** Refused orders on the price: a small hollow square at the close of the bar, when there is room for each. */

import type uPlot from 'uplot';
import type { RefusedOrder } from '../../shared/protocol';
import type { Colors } from './colors';
import { xOf } from './span';

/** Width of the plot per order, in CSS pixels, below which squares would be a smear. */
const ROOM = 10;
const SIZE = 7;

export class RefusedMarks {
  /** In order of the bars. */
  readonly #marks: [x: number, close: number][];

  constructor(orders: RefusedOrder[], isTime: boolean) {
    this.#marks = orders.flatMap(({ bar, ts, close }) =>
      close === null ? [] : [[xOf(ts, bar, isTime), close]],
    );
  }

  /** Those of a view; none when they are too many to be told apart. */
  within(min: number, max: number, width: number): [number, number][] {
    const shown = this.#marks.filter(([x]) => x >= min && x <= max);
    return shown.length * ROOM <= width ? shown : [];
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
