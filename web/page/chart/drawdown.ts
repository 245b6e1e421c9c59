/** The drawdown that goes with an equity line. */

import type { Line } from '../../shared/protocol';

/**
 * Returns the fall below the highest equity so far as a fraction ≥ 0, point by point.
 *
 * The line carries the lowest and highest of each bucket in time order, so peaks are true ones.
 * `startEquity` counts as the first peak; NaN leaves it out.
 */
export function drawdownLine(equity: Line, startEquity: number): Float64Array {
  const drawdown = new Float64Array(equity.y.length);
  let peak = startEquity > 0 ? startEquity : -Infinity;
  equity.y.forEach((value, place) => {
    peak = Math.max(peak, value);
    drawdown[place] = peak > 0 ? (peak - value) / peak : 0;
  });
  return drawdown;
}
