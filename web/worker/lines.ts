import type { ChartLines } from '../shared/protocol';

/** Takes apart what the engine returns flat: whether x is a time, then six columns of equal length. */
export function chartLines(flat: Float64Array): ChartLines {
  const n = Math.max(0, Math.floor((flat.length - 1) / 6));
  const column = (place: number): Float64Array => flat.slice(1 + place * n, 1 + (place + 1) * n);
  return {
    is_time: flat[0] === 1,
    bar: column(0),
    x: column(1),
    close: column(2),
    equity: column(3),
    buy_and_hold: column(4),
    drawdown: column(5),
  };
}
