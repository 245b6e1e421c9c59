/** Sorting places by a column, a hundred thousand in a few milliseconds: by its bits, sixteen at a time. */

const DIGITS = 1 << 16;
const TOP = 3;

/**
 * Returns the places in the order of their values, equal ones in the order they came in, and those without a
 * value (NaN) last, whichever way.
 */
export function sortedPlaces(
  places: Uint32Array,
  valueAt: (place: number) => number,
  isDescending: boolean,
): Uint32Array {
  const n = places.length;
  // Four digits of each value, from the lowest.
  const keys = new Uint16Array(bitsOf(places, valueAt, isDescending).buffer);
  let order = Uint32Array.from({ length: n }, (_, at) => at);
  let next = new Uint32Array(n);
  for (let digit = 0; digit <= TOP; digit += 1) {
    const starts = startsOf(keys, digit);
    // All alike, as the low digits of small whole numbers are.
    if (starts === null) continue;
    for (const at of order) {
      const key = keys[4 * at + digit] ?? 0;
      const start = starts[key] ?? 0;
      next[start] = at;
      starts[key] = start + 1;
    }
    [order, next] = [next, order];
  }
  return order.map((at) => places[at] ?? 0);
}

/** Values as unsigned 64-bit integers that ascend as they shall be ordered. */
function bitsOf(
  places: Uint32Array,
  valueAt: (place: number) => number,
  isDescending: boolean,
): Uint32Array {
  const values = Float64Array.from(places, (place) => {
    const value = valueAt(place);
    // −0 is 0; and a value that is missing is beyond all others once its sign is turned.
    return Number.isNaN(value) ? Number.NaN : (isDescending ? -value : value) + 0;
  });
  const words = new Uint32Array(values.buffer);
  for (let at = 0; at < values.length; at += 1) {
    const high = words[2 * at + 1] ?? 0;
    const isNegative = high >>> 31 === 1 && !Number.isNaN(values[at]);
    if (isNegative) words[2 * at] = ~(words[2 * at] ?? 0);
    words[2 * at + 1] = isNegative ? ~high : (high | 0x8000_0000) >>> 0;
  }
  return words;
}

/** Where each value of a digit begins in the sorted order; null where all have the same. */
function startsOf(keys: Uint16Array, digit: number): Uint32Array | null {
  const counts = new Uint32Array(DIGITS);
  for (let at = digit; at < keys.length; at += 4) {
    const key = keys[at] ?? 0;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  let sum = 0;
  for (let key = 0; key < DIGITS; key += 1) {
    const count = counts[key] ?? 0;
    if (count === keys.length / 4) return null;
    counts[key] = sum;
    sum += count;
  }
  return counts;
}
