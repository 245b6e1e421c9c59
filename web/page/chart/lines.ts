/** Lines as the charts draw them: the whole run coarse, with a view in detail set into it. */

import type { ChartLines } from '../../shared/protocol';

/** Puts `detail` in place of the points of `whole` that it spans; the rest stays, so that no side is empty. */
export function spliced(whole: ChartLines, detail: ChartLines): ChartLines {
  const n = detail.bar.length;
  if (n === 0) return whole;
  const first = detail.bar[0] ?? 0;
  const last = detail.bar[n - 1] ?? 0;
  const before = whole.bar.findIndex((bar) => bar >= first);
  const after = whole.bar.findLastIndex((bar) => bar <= last) + 1;
  const column = (name: keyof Omit<ChartLines, 'is_time'>): Float64Array =>
    Float64Array.from([
      ...whole[name].subarray(0, before < 0 ? whole.bar.length : before),
      ...detail[name],
      ...whole[name].subarray(after),
    ]);
  return {
    is_time: whole.is_time,
    bar: column('bar'),
    x: column('x'),
    close: column('close'),
    equity: column('equity'),
    buy_and_hold: column('buy_and_hold'),
    drawdown: column('drawdown'),
  };
}

/** A column as uPlot takes it: a missing value is a gap. */
export function gapped(column: Float64Array): (number | null)[] {
  return Array.from(column, (value) => (Number.isNaN(value) ? null : value));
}
