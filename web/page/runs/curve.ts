/** A run's equity in few points. */

import type { ChartLines } from '../../shared/protocol';

/** Columns of equal length. */
export interface Curve {
  /** x is seconds since 1970 UTC; else the bar's index. */
  is_time: boolean;
  bar: number[];
  x: number[];
  /** Money. */
  equity: number[];
}

/** Keeps the first and last point and of each bucket the lowest and highest, `most` points at most. */
export function thinned(
  lines: Pick<ChartLines, 'is_time' | 'bar' | 'x' | 'equity'>,
  most: number,
): Curve {
  const curve: Curve = { is_time: lines.is_time, bar: [], x: [], equity: [] };
  for (const at of places(lines.equity, most)) {
    curve.bar.push(lines.bar[at] ?? NaN);
    curve.x.push(lines.x[at] ?? NaN);
    curve.equity.push(lines.equity[at] ?? NaN);
  }
  return curve;
}

function places(values: Float64Array, most: number): number[] {
  const n = values.length;
  if (n <= most) return Array.from(values.keys()).filter((at) => Number.isFinite(values[at]));
  const buckets = Math.max(1, Math.floor((most - 2) / 2));
  const found = new Set<number>();
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = Math.floor((bucket * n) / buckets);
    const to = Math.floor(((bucket + 1) * n) / buckets);
    let [low, high] = [-1, -1];
    for (let at = from; at < to; at += 1) {
      const value = values[at] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < (values[low] ?? 0)) low = at;
      if (high < 0 || value > (values[high] ?? 0)) high = at;
    }
    if (low >= 0) found.add(low).add(high);
  }
  for (const end of [0, n - 1]) if (Number.isFinite(values[end])) found.add(end);
  return [...found].sort((a, b) => a - b);
}
