/** Price, equity and drawdown above each other: uPlot charts with one x range and one crosshair. Loaded on its own. */

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { ChartLines, RefusedColumns, TradeColumns } from '../../shared/protocol';
import { tokenColors, type Colors } from './colors';
import { Marks } from './marks';
import { listen, type PanesEvents } from './listen';
import type { Overlay } from './overlays.svelte';
import {
  FIRST_OVERLAY,
  overlaySeries,
  paneData,
  paneOptions,
  type Frame,
  type PaneName,
} from './pane';
import { RefusedMarks } from './refused';
import { spanX, type Span } from './span';

export interface PanesData {
  lines: ChartLines;
  trades: TradeColumns;
  /** Bars of the run. */
  bars: number;
  startEquity: number;
  timezone: string;
}

export interface Size {
  width: number;
  /** From top to bottom. */
  heights: [PaneName, number][];
}

/** Bars in view at the closest. */
const FEWEST_BARS = 12;

export class Panes {
  readonly charts: uPlot[];
  readonly #names: PaneName[];
  readonly #bars: number;
  readonly #marks: Marks;
  readonly #isTime: boolean;
  readonly #colors: Colors;
  #lines: ChartLines;
  #overlays: Overlay[] = [];
  /** The span asked for. */
  #focus: [number, number] | null = null;
  #refused: RefusedMarks;
  #gutter = 0;

  constructor(
    place: HTMLElement,
    data: PanesData,
    size: Size,
    events: PanesEvents,
    sync: string | null = 'moontest',
  ) {
    this.#bars = data.bars;
    this.#marks = new Marks(data.trades, data.lines.is_time);
    this.#isTime = data.lines.is_time;
    this.#refused = new RefusedMarks(null, this.#isTime);
    this.#lines = data.lines;
    this.#colors = tokenColors(place);
    const frame: Frame = {
      colors: this.#colors,
      sync,
      font: `11px ${getComputedStyle(place).fontFamily}`,
      isTime: data.lines.is_time,
      timezone: data.timezone,
      startEquity: data.startEquity,
      marks: this.#marks,
      refused: () => this.#refused,
      focus: () => this.#focus,
      widen: (width) => this.#widen(width),
    };
    this.#names = size.heights.map(([name]) => name);
    this.charts = size.heights.map(([name, height], order) => {
      const isLowest = order === size.heights.length - 1;
      const options = paneOptions(name, frame, size.width, height, isLowest);
      if (order === 0) listen(options, events);
      return new uPlot(options, paneData(name, data.lines, []), place);
    });
  }

  /** The whole x range of the data. */
  get extent(): [number, number] {
    const x = this.charts[0]?.data[0] ?? [];
    return [x[0] ?? 0, x[x.length - 1] ?? 1];
  }

  /** The x range in view. */
  get range(): [number, number] {
    const { min, max } = this.charts[0]?.scales.x ?? {};
    const [first, last] = this.extent;
    return [min ?? first, max ?? last];
  }

  /** Whether entries and exits are drawn in the present view. */
  get areMarksShown(): boolean {
    return this.#marks.fit(...this.range, this.charts[0]?.over.clientWidth ?? 0);
  }

  /** Shows an x range, kept within the data and at least a dozen bars wide. */
  zoom(min: number, max: number): void {
    const [first, last] = this.extent;
    const least = ((last - first) * FEWEST_BARS) / Math.max(FEWEST_BARS, this.#bars);
    const width = Math.min(last - first, Math.max(max - min, least));
    const from = Math.min(Math.max(min, first), last - width);
    for (const chart of this.charts) chart.setScale('x', { min: from, max: from + width });
  }

  reset(): void {
    this.#focus = null;
    this.zoom(...this.extent);
  }

  /** Shows a stretch of the run with as much before and after it, and sets it off. */
  showSpan(span: Span): void {
    const [from, to] = spanX(span, this.#isTime, this.extent);
    const [first, last] = this.extent;
    const beyond = Math.max(to - from, ((last - first) * FEWEST_BARS) / Math.max(1, this.#bars));
    this.#focus = [from, to];
    this.zoom(from - beyond, to + beyond);
    this.redraw();
  }

  /** Draws other lines of the same run in the view as it is. */
  setLines(lines: ChartLines): void {
    this.#lines = lines;
    this.#setData();
  }

  /** Lays further lines over the equity, in place of those before; the view stays. */
  setOverlays(overlays: Overlay[]): void {
    const equity = this.charts[this.#names.indexOf('equity')];
    if (equity === undefined || (overlays.length === 0 && this.#overlays.length === 0)) return;
    const before = this.#overlays.length;
    this.#overlays = overlays;
    equity.batch(() => {
      for (let n = 0; n < before; n += 1) equity.delSeries(FIRST_OVERLAY);
      overlays.forEach((overlay, order) => {
        equity.addSeries(overlaySeries(overlay, this.#colors), FIRST_OVERLAY + order);
      });
      this.#setData();
    });
  }

  /** Marks these orders on the price, in place of those before. */
  setRefused(orders: RefusedColumns): void {
    this.#refused = new RefusedMarks(orders, this.#isTime);
    this.redraw();
  }

  #setData(): void {
    const lines = this.#lines;
    const [min, max] = this.range;
    this.charts.forEach((chart, order) => {
      const name = this.#names[order];
      if (name === undefined) return;
      chart.batch(() => {
        chart.setData(paneData(name, lines, this.#overlays), false);
        // Setting the x scale anew fits y to what is in view.
        chart.setScale('x', { min, max });
      });
    });
    // The crosshair stays where it is, which is another place in these lines; where no scale changes with
    // them, uPlot goes on with the place in the lines before.
    queueMicrotask(() => {
      for (const chart of this.charts) {
        const { left = -10, top = -10 } = chart.cursor;
        chart.setCursor({ left, top });
      }
    });
  }

  /** Puts the crosshair on a point of the lines; null takes it away. */
  point(at: number | null): void {
    for (const chart of this.charts) {
      const x = at === null ? undefined : chart.data[0][at];
      const y = at === null ? undefined : chart.data.at(-1)?.[at];
      const left = x === undefined ? -10 : chart.valToPos(x, 'x');
      chart.setCursor({ left, top: y == null ? -10 : chart.valToPos(y, 'y') });
    }
  }

  resize(size: Size): void {
    this.charts.forEach((chart, order) => {
      chart.setSize({ width: size.width, height: size.heights[order]?.[1] ?? 0 });
    });
  }

  /** Draws again, as after a change of theme. */
  readonly redraw = (): void => {
    for (const chart of this.charts) chart.redraw(false, true);
  };

  destroy(): void {
    for (const chart of this.charts) chart.destroy();
  }

  /** All gutters are as wide as the widest, so that the plots stand above each other. */
  #widen(width: number): number {
    if (width > this.#gutter) {
      this.#gutter = width;
      queueMicrotask(() => {
        this.redraw();
      });
    }
    return this.#gutter;
  }
}
