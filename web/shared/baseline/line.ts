/** A line to draw: of many points those at which it is lowest and highest within each bucket. */
export interface Line {
  x: Float64Array;
  /** NaN where there is no value. */
  y: Float64Array;
}

/** Takes at most `2 × buckets` points, the first and the last among them. Points without an x are left out. */
export function reducedLine(x: ArrayLike<number>, y: Float64Array, buckets: number): Line {
  const places: number[] = [];
  const n = y.length;
  const size = Math.max(1, Math.ceil(n / buckets));
  for (let from = 0; from < n; from += size) {
    const to = Math.min(n, from + size);
    let [low, high] = [from, from];
    for (let i = from; i < to; i += 1) {
      if ((y[i] ?? NaN) < (y[low] ?? NaN) || Number.isNaN(y[low])) low = i;
      if ((y[i] ?? NaN) > (y[high] ?? NaN) || Number.isNaN(y[high])) high = i;
    }
    const ends = [from === 0 ? 0 : low, low, high, to === n ? n - 1 : high];
    places.push(...[...new Set(ends)].sort((a, b) => a - b));
  }
  const known = places.filter((place) => Number.isFinite(x[place]));
  return {
    x: Float64Array.from(known, (place) => x[place] ?? NaN),
    y: Float64Array.from(known, (place) => y[place] ?? NaN),
  };
}
