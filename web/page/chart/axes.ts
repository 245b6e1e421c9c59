/** Axes: ticks with their unit, times in a zone, and a gutter as wide as its widest label. */

import type uPlot from 'uplot';
import { decimal } from '../format';
import type { Colors } from './colors';

/** Space between the plot and a label, and between a label and the edge, in CSS pixels. */
const GAP = 8;

/** Tick templates of uPlot: step in seconds, text, then what is added when year, month, day … changes. */
const TIME_TEXTS: (string | number | null)[][] = [
  [365 * 86_400, '{YYYY}', null, null, null, null, null, null, 1],
  [28 * 86_400, '{MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [86_400, '{D} {MMM}', '\n{YYYY}', null, null, null, null, null, 1],
  [60, '{HH}:{mm}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
  [1, '{HH}:{mm}:{ss}', '\n{D} {MMM} {YYYY}', null, '\n{D} {MMM}', null, null, null, 1],
];

/** The x axis; without labels it only carries the grid. */
export function xAxis(
  colors: Colors,
  font: string,
  hasTime: boolean,
  labelled: boolean,
): uPlot.Axis {
  const base = {
    stroke: () => colors.quiet(),
    grid: { stroke: () => colors.line(), width: 1 },
    ticks: { show: false },
    font,
    gap: GAP,
    space: 72,
  };
  if (!labelled) return { ...base, size: 0, values: (_, splits) => splits.map(() => '') };
  // Labels stand to the right of their line: centred ones are cut off at the left edge.
  return {
    ...base,
    size: 40,
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its const enums can't be named here
    align: 1,
    ...(hasTime && { values: TIME_TEXTS }),
  };
}

/** The y axis, on the right, where the line ends. */
export function yAxis(
  colors: Colors,
  font: string,
  text: (value: number, step: number) => string,
  size: (width: number) => number,
): uPlot.Axis {
  return {
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- its const enums can't be named here
    side: 1,
    stroke: () => colors.quiet(),
    grid: { stroke: () => colors.line(), width: 1 },
    ticks: { show: false },
    font,
    gap: GAP,
    space: 32,
    values: (_, splits) =>
      splits.map((value) => text(value, Math.abs((splits[1] ?? 1) - (splits[0] ?? 0)))),
    // uPlot cuts off labels wider than the gutter, so the gutter is measured.
    size: (self, values: string[] | null) => {
      self.ctx.font = font.replace(
        /^(\d+)px/,
        (_, px: string) => `${String(Number(px) * devicePixelRatio)}px`,
      );
      const widths = (values ?? []).map((label) => self.ctx.measureText(label).width);
      return size(Math.ceil(Math.max(0, ...widths) / devicePixelRatio) + 2 * GAP);
    },
  };
}

/** Money on an axis: as many decimals as its step needs. */
export function axisMoney(value: number, step: number): string {
  return `${value < 0 ? '\u2212' : ''}$${decimal(Math.abs(value), step < 1 ? 2 : 0)}`;
}

/** A price on an axis: as many decimals as its step needs, five at most. */
export function axisPrice(value: number, step: number): string {
  const digits = step >= 1 ? 0 : Math.min(5, Math.ceil(-Math.log10(step) - 1e-9));
  return decimal(value, digits);
}

/** A fraction on an axis, in percent. */
export function axisPercent(value: number, step: number): string {
  return `${decimal(value * 100, step < 0.001 ? 2 : step < 0.01 ? 1 : 0)}%`;
}
