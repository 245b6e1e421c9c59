/** The curves of several runs in one uPlot chart. Loaded on its own. */

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axisMoney, axisPercent, xAxis, yAxis } from '../chart/axes';
import { tokenColors } from '../chart/colors';
import { OVERLAY_DASHES } from '../chart/pane';
import type { Overlay } from './overlay';

export interface CurvesOptions {
  width: number;
  height: number;
  timezone: string;
  /** The place in x under the crosshair, or null. */
  onPoint: (at: number | null) => void;
}

/** Draws the curves; the line at place n has colour and dash n of the palette. */
export function drawCurves(place: HTMLElement, curves: Overlay, options: CurvesOptions): uPlot {
  const colors = tokenColors(place);
  const font = `11px ${getComputedStyle(place).fontFamily}`;
  let gutter = 0;
  const text = curves.isReturn ? axisPercent : axisMoney;
  const series = curves.lines.map((_, at): uPlot.Series => ({
    points: { show: false },
    width: 1.5,
    dash: at === 0 ? [] : [...(OVERLAY_DASHES[at] ?? [])],
    stroke: () => colors.further(at + 1),
  }));
  return new uPlot(
    {
      width: options.width,
      height: options.height,
      padding: [8, 0, 0, 0],
      legend: { show: false },
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), options.timezone),
      cursor: { y: false, drag: { x: true, y: false, dist: 4 }, points: { show: false } },
      scales: { x: { time: curves.isTime }, y: { range: (_, low, high) => padded(low, high) } },
      series: [{}, ...series],
      axes: [
        xAxis(colors, font, curves.isTime, true),
        yAxis(colors, font, text, (width) => (gutter = Math.max(gutter, width))),
      ],
      hooks: {
        setCursor: [
          (chart) => {
            options.onPoint(chart.cursor.idx ?? null);
          },
        ],
      },
    },
    [curves.x, ...curves.lines.map(({ y }) => y)],
    place,
  );
}

/** A y range with a little air; a flat line gets a range around it. */
function padded(low: number, high: number): [number, number] {
  const air = (high - low) * 0.06 || Math.max(1e-3, Math.abs(high) * 0.01);
  return [low - air, high + air];
}
