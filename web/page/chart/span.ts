/** A stretch of the run, as the engine tells it, and where it lies on the charts. */

export interface Span {
  bar: number;
  /** Start of that bar: integer nanoseconds as decimal text. */
  ts: string | null;
  /** The bar it ends with; null: the run's last. */
  end_bar: number | null;
  end_ts: string | null;
}

/** x of a bar: seconds since 1970 UTC, or its index. */
export function xOf(ts: string | null, bar: number, isTime: boolean): number {
  return isTime && ts !== null ? Number(ts) / 1e9 : bar;
}

/** The same of one of many, out of their columns. */
export function xAt(
  ts: BigInt64Array | null,
  bar: Float64Array,
  at: number,
  isTime: boolean,
): number {
  return isTime && ts !== null ? Number(ts[at]) / 1e9 : (bar[at] ?? Number.NaN);
}

/** The first of `n` places, ascending in x, that is at or after `x`, or beyond it. */
export function placeFrom(
  n: number,
  xOfPlace: (at: number) => number,
  x: number,
  isBeyond = false,
): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = xOfPlace(middle);
    if (isBeyond ? found > x : found >= x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** From its first x to its last, or to the end of the charts. */
export function spanX(span: Span, isTime: boolean, [, last]: [number, number]): [number, number] {
  const end = span.end_bar === null ? last : xOf(span.end_ts, span.end_bar, isTime);
  return [xOf(span.ts, span.bar, isTime), end];
}
