/** Entries and exits on the price: triangles in, crosses out, joined by a line. Shapes tell more than hue does. */

import type uPlot from 'uplot';
import type { TradeColumns } from '../../shared/protocol';
import { isOpen } from '../../shared/trade-rows';
import type { Colors } from './colors';
import { placeFrom, xAt } from './span';

interface Mark {
  side: 'long' | 'short';
  entry: [x: number, price: number];
  exit: [x: number, price: number] | null;
  isGain: boolean;
}

/** Width of the plot per trade, in CSS pixels, below which marks would be a smear. */
const ROOM = 14;
const SIZE = 5;

/** Trades of a run. They leave first in, first out, and so are in order of entry too. */
export class Marks {
  readonly #trades: TradeColumns;
  readonly #isTime: boolean;

  constructor(trades: TradeColumns, isTime: boolean) {
    this.#trades = trades;
    this.#isTime = isTime;
  }

  /** Trades entered in a view, and the few before it that may reach into it. */
  within(min: number, max: number): Mark[] {
    const start = this.#first(min);
    const end = this.#first(max, true);
    let from = start;
    while (from > 0 && start - from < 8 && this.#reaches(from - 1, min)) from -= 1;
    return Array.from({ length: Math.max(0, end - from) }, (_, at) => this.#mark(from + at));
  }

  /** Whether so few trades are in a view that each can be seen. */
  fit(min: number, max: number, width: number): boolean {
    const n = this.#first(max, true) - this.#first(min);
    return n * ROOM <= width;
  }

  #mark(at: number): Mark {
    const { side, entry_price, exit_price, net_pnl } = this.#trades;
    return {
      side: side[at] === 1 ? 'short' : 'long',
      entry: [this.#entry(at), entry_price[at] ?? Number.NaN],
      exit: isOpen(this.#trades, at) ? null : [this.#exit(at), exit_price[at] ?? Number.NaN],
      isGain: (net_pnl[at] ?? 0) > 0,
    };
  }

  #entry(at: number): number {
    return xAt(this.#trades.entry_ts, this.#trades.entry_bar, at, this.#isTime);
  }

  #exit(at: number): number {
    return xAt(this.#trades.exit_ts, this.#trades.exit_bar, at, this.#isTime);
  }

  #reaches(at: number, x: number): boolean {
    return !isOpen(this.#trades, at) && this.#exit(at) >= x;
  }

  /** Place of the first entry at or after x (or after it only). */
  #first(x: number, isBeyond = false): number {
    return placeFrom(this.#trades.length, (at) => this.#entry(at), x, isBeyond);
  }
}

/** Draws the marks of the view, if there is room for them. */
export function drawMarks(chart: uPlot, marks: Marks, colors: Colors): void {
  const { min, max } = chart.scales.x ?? {};
  if (min == null || max == null || !marks.fit(min, max, chart.over.clientWidth)) return;
  const { ctx, bbox } = chart;
  const place = ([x, y]: [number, number]): [number, number] => [
    chart.valToPos(x, 'x', true),
    chart.valToPos(y, 'y', true),
  ];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const mark of marks.within(min, max)) {
    const color = mark.isGain ? colors.gain() : colors.loss();
    const entry = place(mark.entry);
    if (mark.exit !== null) {
      const exit = place(mark.exit);
      joinPoints(ctx, entry, exit, color, mark.isGain);
      cross(ctx, exit, color);
    }
    triangle(ctx, entry, mark.side === 'long' ? 1 : -1, colors.text());
  }
  ctx.restore();
}

/** A gain is a whole line, a loss a dotted one. */
function joinPoints(
  ctx: CanvasRenderingContext2D,
  from: [number, number],
  to: [number, number],
  color: string,
  isGain: boolean,
): void {
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.setLineDash(isGain ? [] : [2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Points up from below for a long entry (`up` 1), down from above for a short one (−1). */
function triangle(
  ctx: CanvasRenderingContext2D,
  [x, y]: [number, number],
  up: 1 | -1,
  color: string,
): void {
  const size = SIZE * devicePixelRatio;
  ctx.fillStyle = color;
  ctx.beginPath();
  ctx.moveTo(x, y + up * 2 * devicePixelRatio);
  ctx.lineTo(x - size, y + up * (size * 2));
  ctx.lineTo(x + size, y + up * (size * 2));
  ctx.closePath();
  ctx.fill();
}

function cross(ctx: CanvasRenderingContext2D, [x, y]: [number, number], color: string): void {
  const size = (SIZE - 1) * devicePixelRatio;
  ctx.strokeStyle = color;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x - size, y + size);
  ctx.lineTo(x + size, y - size);
  ctx.stroke();
}
