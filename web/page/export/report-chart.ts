/** A line chart as SVG text, for the report. */

export interface ReportLine {
  name: string;
  /** NaN is a gap. */
  y: Float64Array;
  /** Name of a class of the report's style sheet. */
  look: string;
}

export interface ReportChart {
  title: string;
  x: Float64Array;
  lines: ReportLine[];
  height: number;
  /** Text of a value on the y axis. */
  label: (value: number, step: number) => string;
  /** Text of an x. */
  when: (x: number) => string;
  /** Hang from 0 at the top, as a drawdown does. */
  hangs?: boolean;
}

const WIDTH = 960;
const GUTTER = 72;
const FOOT = 20;
const TICKS = 4;

/** Every text that goes in is escaped by `escaped`. */
export function chartSvg(chart: ReportChart, escaped: (text: string) => string): string {
  const { x, lines, height, title } = chart;
  const n = x.length;
  const [first, last] = [x[0] ?? 0, x[n - 1] ?? 1];
  const [low, high] = chart.hangs === true ? [0, top(lines) || 0.01] : extent(lines);
  const plot = { width: WIDTH - GUTTER, height: height - FOOT };
  const px = (value: number): number => ((value - first) / (last - first || 1)) * plot.width;
  const py = (value: number): number => {
    const share = (value - low) / (high - low || 1);
    return 8 + (chart.hangs === true ? share : 1 - share) * (plot.height - 16);
  };
  const grid = ticks(low, high).map((value, _, all) => {
    const step = Math.abs((all[1] ?? 1) - (all[0] ?? 0));
    const y = fixed(py(value));
    return `<path class="grid" d="M0 ${y}H${plot.width}"/><text x="${plot.width + 8}" y="${y}" dy="4">${escaped(chart.label(value, step))}</text>`;
  });
  const curves = lines.map(({ y, look }) => {
    let d = '';
    let isDown = false;
    for (let at = 0; at < n; at += 1) {
      const value = y[at] ?? Number.NaN;
      if (Number.isFinite(value)) {
        d += `${isDown ? 'L' : 'M'}${fixed(px(x[at] ?? 0))} ${fixed(py(value))}`;
      }
      isDown = Number.isFinite(value);
    }
    return `<path class="${look}" d="${d}"/>`;
  });
  const foot = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle';
    const text = escaped(chart.when(first + (last - first) * share));
    return `<text x="${fixed(plot.width * share)}" y="${height - 4}" text-anchor="${anchor}">${text}</text>`;
  });
  const body = [...grid, ...curves, ...foot].join('');
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(title)}">${body}</svg>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function top(lines: ReportLine[]): number {
  return extent(lines)[1];
}

function extent(lines: ReportLine[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of lines) {
    for (const value of y) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

/** Round values within a range, about four. */
export function ticks(low: number, high: number): number[] {
  const raw = (high - low) / TICKS;
  if (!(raw > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * (raw / power > 5 ? 10 : raw / power > 2 ? 5 : raw / power > 1 ? 2 : 1);
  const found: number[] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n += 1) found.push(n * step);
  return found;
}
