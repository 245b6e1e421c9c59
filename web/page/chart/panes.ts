/** Equity above drawdown: two uPlot charts with one x range and one crosshair. Loaded on its own. */

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Line } from '../../shared/protocol';
import { axisMoney, axisPercent, xAxis, yAxis } from './axes';
import { tokenColors, type Colors } from './colors';

export interface PanesData {
  equity: Line;
  drawdown: Float64Array;
  startEquity: number;
  /** x is seconds since 1970; else the bar's index. */
  hasTime: boolean;
  timezone: string;
}

export interface Size {
  width: number;
  equityHeight: number;
  drawdownHeight: number;
}

export class Panes {
  readonly charts: uPlot[];
  readonly #colors: Colors;
  readonly #font: string;
  #gutter = 0;

  /** `onPoint` gets the place in the lines under the crosshair, or null. */
  constructor(
    place: HTMLElement,
    data: PanesData,
    size: Size,
    onPoint: (at: number | null) => void,
  ) {
    this.#colors = tokenColors(place);
    this.#font = `11px ${getComputedStyle(place).fontFamily}`;
    const colors = this.#colors;
    const { equity, drawdown, startEquity } = data;
    const equityOptions = this.#options(data, size.width, size.equityHeight, {
      axis: yAxis(colors, this.#font, axisMoney, (width) => this.#widen(width)),
      series: { stroke: () => colors.accent(), width: 1.5 },
      scale: { range: (_, low, high) => padded(low, high) },
      labelled: false,
    });
    equityOptions.hooks = {
      drawAxes: [
        (chart) => {
          this.#drawStart(chart, startEquity);
        },
      ],
      setCursor: [
        (chart) => {
          onPoint(chart.cursor.idx ?? null);
        },
      ],
    };
    const drawdownOptions = this.#options(data, size.width, size.drawdownHeight, {
      axis: yAxis(colors, this.#font, axisPercent, (width) => this.#widen(width)),
      series: {
        stroke: () => colors.loss(),
        fill: () => colors.lossWash(),
        fillTo: 0,
        width: 1,
      },
      scale: { dir: -1, range: (_, __, high) => [0, Math.max(high, 0.001) * 1.05] },
      labelled: true,
    });
    this.charts = [
      new uPlot(equityOptions, [equity.x, equity.y], place),
      new uPlot(drawdownOptions, [equity.x, drawdown], place),
    ];
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

  /** Shows an x range, kept within the data and at least a thousandth of it wide. */
  zoom(min: number, max: number): void {
    const [first, last] = this.extent;
    const width = Math.min(last - first, Math.max(max - min, (last - first) / 1000));
    const from = Math.min(Math.max(min, first), last - width);
    for (const chart of this.charts) chart.setScale('x', { min: from, max: from + width });
  }

  reset(): void {
    const [min, max] = this.extent;
    this.zoom(min, max);
  }

  /** Puts the crosshair on a point of the lines; null takes it away. */
  point(at: number | null): void {
    for (const chart of this.charts) {
      const x = at === null ? undefined : chart.data[0][at];
      const y = at === null ? undefined : chart.data[1]?.[at];
      const left = x === undefined ? -10 : chart.valToPos(x, 'x');
      chart.setCursor({ left, top: y == null ? -10 : chart.valToPos(y, 'y') });
    }
  }

  resize(size: Size): void {
    const heights = [size.equityHeight, size.drawdownHeight];
    this.charts.forEach((chart, place) => {
      chart.setSize({ width: size.width, height: heights[place] ?? 0 });
    });
  }

  /** Draws again, as after a change of theme. */
  readonly redraw = (): void => {
    for (const chart of this.charts) chart.redraw(false, true);
  };

  destroy(): void {
    for (const chart of this.charts) chart.destroy();
  }

  #options(
    data: PanesData,
    width: number,
    height: number,
    pane: { axis: uPlot.Axis; series: uPlot.Series; scale: uPlot.Scale; labelled: boolean },
  ): uPlot.Options {
    return {
      width,
      height,
      padding: [8, 0, pane.labelled ? 0 : 8, 0],
      legend: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), data.timezone),
      cursor: {
        y: false,
        drag: { x: true, y: false, dist: 4 },
        sync: { key: 'moontest' },
        points: { size: 7, width: 2, fill: () => this.#colors.accentWash() },
      },
      scales: { x: { time: data.hasTime }, y: pane.scale },
      series: [{}, { ...pane.series, points: { show: false } }],
      axes: [xAxis(this.#colors, this.#font, data.hasTime, pane.labelled), pane.axis],
    };
  }

  /** Both gutters are as wide as the wider one, so that the plots stand above each other. */
  #widen(width: number): number {
    if (width > this.#gutter) {
      this.#gutter = width;
      queueMicrotask(() => {
        this.redraw();
      });
    }
    return this.#gutter;
  }

  /** A dashed line at the money the run began with. */
  #drawStart(chart: uPlot, startEquity: number): void {
    const y = chart.valToPos(startEquity, 'y', true);
    const { left, top, width, height } = chart.bbox;
    if (!(y >= top && y <= top + height)) return;
    const { ctx } = chart;
    ctx.save();
    ctx.beginPath();
    ctx.strokeStyle = this.#colors.quiet();
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    ctx.restore();
  }
}

/** A y range with a little air; a flat line gets a range around it. */
function padded(low: number, high: number): [number, number] {
  const air = (high - low) * 0.06 || Math.max(1, Math.abs(high) * 0.01);
  return [low - air, high + air];
}
