/** Bins of a list of numbers for a picture, with a place for one more number. */

export interface Bin {
  from: number;
  to: number;
  count: number;
}

export interface Histogram {
  bins: Bin[];
  low: number;
  high: number;
  /** The fullest bin's count. */
  most: number;
}

/** Bins of equal width over all values and `mark`; values that are all alike make one bin. */
export function histogram(sorted: number[], mark: number, wanted = 40): Histogram | null {
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  const [least, most] = [Math.min(first, mark), Math.max(last, mark)];
  // A range around a single value, so that it has a width to be drawn at.
  const air = most > least ? 0 : Math.max(1, Math.abs(most) * 0.1);
  const [low, high] = [least - air, most + air];
  const width = (high - low) / wanted;
  const bins = Array.from({ length: wanted }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count: 0,
  }));
  for (const value of sorted) {
    const place = Math.min(wanted - 1, Math.max(0, Math.floor((value - low) / width)));
    const bin = bins[place];
    if (bin) bin.count += 1;
  }
  return { bins, low, high, most: Math.max(...bins.map(({ count }) => count)) };
}
