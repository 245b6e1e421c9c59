/**
 * The largest fall below a peak, money; the first value is the first peak, as trainers count. Values
 * that are no number are passed over; null where there are none.
 */
export function drawdownOf(equity: Float64Array): number | null {
  let peak = -Infinity;
  let largest: number | null = null;
  for (const value of equity) {
    if (!Number.isFinite(value)) continue;
    peak = Math.max(peak, value);
    largest = Math.max(largest ?? 0, peak - value);
  }
  return largest;
}
