/** What each pane shows of the lines, and how: price with marks, equity beside buy-and-hold, drawdown. */

import uPlot from 'uplot';
import type { ChartLines } from '../../shared/protocol';
import { axisMoney, axisPercent, axisPrice, xAxis, yAxis } from './axes';
import type { Colors } from './colors';
import { gapped } from './lines';
import { drawMarks, type Marks } from './marks';
import { drawRefused, type RefusedMarks } from './refused';
import { overlayColumn, paletteOf, type Overlay } from './overlays.svelte';

export type PaneName = 'price' | 'equity' | 'drawdown';

/** What the options of all panes are made from. */
export interface Frame {
  colors: Colors;
  font: string;
  /** Charts of one key share a crosshair; null for one that has none. */
  sync: string | null;
  isTime: boolean;
  timezone: string;
  startEquity: number;
  marks: Marks;
  refused: () => RefusedMarks;
  /** The x range to set off from the rest, if any. */
  focus: () => [number, number] | null;
  /** Told the width a y axis needs; returns the one all have. */
  widen: (width: number) => number;
}

/** The data of a pane; x comes first. */
export function paneData(
  name: PaneName,
  lines: ChartLines,
  overlays: Overlay[],
): uPlot.AlignedData {
  switch (name) {
    case 'price':
      return [lines.x, gapped(lines.close)];
    case 'equity':
      return [
        lines.x,
        gapped(lines.buy_and_hold),
        ...overlays.map((overlay) => gapped(overlayColumn(overlay, lines.x))),
        gapped(lines.equity),
      ];
    case 'drawdown':
      return [lines.x, gapped(lines.drawdown)];
  }
}

/** The options of a pane; the lowest one carries the labels of x. */
export function paneOptions(
  name: PaneName,
  frame: Frame,
  width: number,
  height: number,
  isLowest: boolean,
): uPlot.Options {
  const { colors, font } = frame;
  const texts = { price: axisPrice, equity: axisMoney, drawdown: axisPercent };
  return {
    width,
    height,
    padding: [8, 0, isLowest ? 0 : 8, 0],
    legend: { show: false },
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), frame.timezone),
    cursor: {
      y: false,
      drag: { x: true, y: false, dist: 4 },
      ...(frame.sync !== null && { sync: { key: frame.sync } }),
      points: { size: 7, width: 2, fill: () => colors.accentWash() },
    },
    scales: { x: { time: frame.isTime }, y: scale(name) },
    series: [{}, ...series(name, colors)],
    axes: [
      xAxis(colors, font, frame.isTime, isLowest),
      yAxis(colors, font, texts[name], frame.widen),
    ],
    hooks: {
      drawClear: [
        (chart) => {
          drawFocus(chart, frame.focus(), colors);
        },
      ],
      ...(name === 'equity' && {
        drawAxes: [
          (chart) => {
            drawStart(chart, frame.startEquity, colors);
          },
        ],
      }),
      ...(name === 'price' && {
        draw: [
          (chart) => {
            drawMarks(chart, frame.marks, colors);
            drawRefused(chart, frame.refused(), colors);
          },
        ],
      }),
    },
  };
}

/** Dashes of the palette in CSS pixels, so that no line is told by its colour alone. */
export const OVERLAY_DASHES = [
  [8, 3],
  [2, 2],
  [10, 3, 2, 3],
  [5, 2],
  [3, 4],
  [12, 4],
] as const;

/** Places of the series laid over the equity: after buy-and-hold, below the equity itself. */
export const FIRST_OVERLAY = 2;

export function overlaySeries(overlay: Overlay, colors: Colors): uPlot.Series {
  const place = paletteOf(overlay);
  return {
    points: { show: false },
    width: 1.25,
    dash: [...(OVERLAY_DASHES[place - 1] ?? [])],
    stroke: () => colors.further(place),
  };
}

function series(name: PaneName, colors: Colors): uPlot.Series[] {
  const plain = { points: { show: false }, width: 1.5 };
  switch (name) {
    case 'price':
      return [{ ...plain, width: 1, stroke: () => colors.text() }];
    case 'equity':
      return [
        { ...plain, width: 1, dash: [5, 4], stroke: () => colors.quiet() },
        { ...plain, stroke: () => colors.accent() },
      ];
    case 'drawdown':
      return [
        {
          ...plain,
          width: 1,
          stroke: () => colors.loss(),
          fill: () => colors.lossWash(),
          fillTo: 0,
        },
      ];
  }
}

function scale(name: PaneName): uPlot.Scale {
  return name === 'drawdown'
    ? { dir: -1, range: (_, __, high) => [0, Math.max(high, 0.001) * 1.05] }
    : { range: (_, low, high) => padded(low, high) };
}

/** A y range with a little air; a flat line gets a range around it. */
function padded(low: number, high: number): [number, number] {
  const air = (high - low) * 0.06 || Math.max(1, Math.abs(high) * 0.01);
  return [low - air, high + air];
}

/** A wash behind the span of the trade that was asked for. */
function drawFocus(chart: uPlot, focus: [number, number] | null, colors: Colors): void {
  if (focus === null) return;
  const { left, top, width, height } = chart.bbox;
  const edge = (x: number): number =>
    Math.min(left + width, Math.max(left, chart.valToPos(x, 'x', true)));
  const [from, to] = [edge(focus[0]), edge(focus[1])];
  chart.ctx.fillStyle = colors.accentWash();
  chart.ctx.fillRect(from, top, Math.max(to - from, 2), height);
}

/** A dotted line at the money the run began with. */
function drawStart(chart: uPlot, startEquity: number, colors: Colors): void {
  const y = chart.valToPos(startEquity, 'y', true);
  const { left, top, width, height } = chart.bbox;
  if (!(y >= top && y <= top + height)) return;
  const { ctx } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.strokeStyle = colors.quiet();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([devicePixelRatio, 3 * devicePixelRatio]);
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.restore();
}
