/** Entries and exits on the price: triangles in, crosses out, joined by a line. Shapes tell more than hue does. */

import type uPlot from 'uplot';
import type { Trade } from '../../shared/protocol';
import type { Colors } from './colors';
import { xOf } from './span';

interface Mark {
  side: 'long' | 'short';
  entry: [x: number, price: number];
  exit: [x: number, price: number] | null;
  isGain: boolean;
}

/** Width of the plot per trade, in CSS pixels, below which marks would be a smear. */
const ROOM = 14;
const SIZE = 5;

/** Trades of a run in order of entry, ready to be drawn. */
export class Marks {
  readonly #marks: Mark[];

  constructor(trades: Trade[], isTime: boolean) {
    this.#marks = trades
      .map((trade): Mark => ({
        side: trade.side,
        entry: [xOf(trade.entry_ts, trade.entry_bar, isTime), trade.entry_price],
        exit:
          trade.open || trade.exit_bar === null || trade.exit_price === null
            ? null
            : [xOf(trade.exit_ts, trade.exit_bar, isTime), trade.exit_price],
        isGain: trade.net_pnl > 0,
      }))
      .sort((a, b) => a.entry[0] - b.entry[0]);
  }

  /** Trades entered in a view, and the few before it that may reach into it. */
  within(min: number, max: number): Mark[] {
    const start = this.#first(min);
    const end = this.#first(max, true);
    let from = start;
    while (from > 0 && start - from < 8 && reaches(this.#marks[from - 1], min)) from -= 1;
    return this.#marks.slice(from, end);
  }

  /** Whether so few trades are in a view that each can be seen. */
  fit(min: number, max: number, width: number): boolean {
    const n = this.#first(max, true) - this.#first(min);
    return n * ROOM <= width;
  }

  /** Place of the first entry at or after x (or after it only). */
  #first(x: number, isBeyond = false): number {
    let low = 0;
    let high = this.#marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#marks[middle]?.entry[0] ?? 0;
      if (isBeyond ? entry > x : entry >= x) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function reaches(mark: Mark | undefined, x: number): boolean {
  return mark?.exit != null && mark.exit[0] >= x;
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
