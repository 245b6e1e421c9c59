/** A small uPlot chart of a few lines over one axis. Loaded on its own. */

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Line } from '../../shared/baseline/line';
import { axisMoney, axisPrice, xAxis, yAxis } from '../chart/axes';
import { tokenColors, tokenReader } from '../chart/colors';
import { overlayAt } from '../chart/overlays.svelte';
import { joined } from './joined';

export interface DrawnLine extends Line {
  name: string;
  /** A colour of `tokens.css`, without the dashes. */
  token: string;
  dash?: number[];
  width?: number;
}

export interface ChartKind {
  isTime: boolean;
  timezone: string;
  isMoney: boolean;
}

export interface LineChartEvents {
  /** Values of all lines at the x under the pointer, NaN where one has none; null when it has left. */
  onPoint: (x: number | null, values: number[]) => void;
  onPick: (x: number) => void;
}

/** Steps of an axis that counts. */
const COUNTS = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((n) => [n, 2 * n, 5 * n]);

export class LineChart {
  readonly #chart: uPlot;

  constructor(
    place: HTMLElement,
    lines: DrawnLine[],
    kind: ChartKind,
    [width, height]: [number, number],
    events: LineChartEvents,
  ) {
    const colors = tokenColors(place);
    const token = tokenReader(place);
    const font = `11px ${getComputedStyle(place).fontFamily}`;
    const { x, y } = joined(lines);
    const series: uPlot.Series[] = lines.map(({ token: name, dash, width: thickness }) => ({
      stroke: () => token(name),
      width: thickness ?? 1.5,
      ...(dash && { dash }),
      // A line of one point would not be seen.
      points: { show: x.length < 40, size: 5, fill: () => token(name) },
      // A gap is null; where another line alone has a point the value is undefined.
      spanGaps: false,
    }));
    this.#chart = new uPlot(
      {
        ...{ width, height, padding: [8, 0, 0, 0] },
        legend: { show: false },
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), kind.timezone),
        cursor: { y: false, drag: { x: true, y: false, dist: 4 }, points: { size: 6 } },
        scales: { x: { time: kind.isTime }, y: { range: (_, low, high) => padded(low, high) } },
        series: [{}, ...series],
        axes: [
          {
            ...xAxis(colors, font, kind.isTime, true),
            ...(!kind.isTime && { incrs: COUNTS }),
          },
          yAxis(colors, font, kind.isMoney ? axisMoney : axisPrice, (needed) => needed),
        ],
        hooks: {
          setCursor: [
            (chart) => {
              const at = chart.cursor.idx ?? null;
              events.onPoint(
                at === null ? null : (x[at] ?? null),
                at === null ? [] : lines.map((line) => valueAt(line, x[at] ?? NaN)),
              );
            },
          ],
        },
      },
      [x, ...y],
      place,
    );
    this.#chart.over.addEventListener('click', () => {
      const at = this.#chart.cursor.idx ?? -1;
      const picked = x[at];
      if (picked !== undefined) events.onPick(picked);
    });
  }

  resize(width: number, height: number): void {
    this.#chart.setSize({ width, height });
  }

  readonly redraw = (): void => {
    this.#chart.redraw(false, true);
  };

  destroy(): void {
    this.#chart.destroy();
  }
}

function valueAt(line: DrawnLine, x: number): number {
  return overlayAt({ ...line, color: 1 }, x);
}

function padded(low: number | null, high: number | null): [number, number] {
  const [least, most] = [low ?? 0, high ?? 1];
  const air = (most - least) * 0.06 || Math.max(1, Math.abs(most) * 0.01);
  return [least - air, most + air];
}
