/** Sorting places by a column, a hundred thousand in a few milliseconds: by the bits of its numbers. */

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const MASK = DIGITS - 1;

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
  const values = new Float64Array(n);
  for (let at = 0; at < n; at += 1) {
    const value = valueAt(places[at] ?? 0);
    // −0 is 0; the bits of NaN are above all others, and so it is not turned round.
    values[at] = Number.isNaN(value) ? Number.NaN : (isDescending ? -value : value) + 0;
  }
  const words = ascendingBits(values);
  let order = new Uint32Array(n);
  for (let at = 0; at < n; at += 1) order[at] = at;
  let next = new Uint32Array(n);
  // From the lowest digit to the highest, each pass keeps the order of the one before.
  for (let half = 0; half < 2; half += 1) {
    for (let shift = 0; shift < 32; shift += DIGIT_BITS) {
      if (deal(words, half, shift, order, next)) [order, next] = [next, order];
    }
  }
  for (let at = 0; at < n; at += 1) next[at] = places[order[at] ?? 0] ?? 0;
  return next;
}

/** Turns doubles into unsigned 64-bit integers of the same order, in place; the low half of each comes first. */
function ascendingBits(values: Float64Array<ArrayBuffer>): Uint32Array {
  const words = new Uint32Array(values.buffer);
  for (let high = 1; high < words.length; high += 2) {
    const word = words[high] ?? 0;
    // A negative number is the lower the larger its bits are.
    const isNegative = word >>> 31 === 1;
    if (isNegative) words[high - 1] = ~(words[high - 1] ?? 0);
    words[high] = isNegative ? ~word : word | 0x8000_0000;
  }
  return words;
}

/** Deals `order` into `next` by one digit; false, with nothing done, where all have the same. */
function deal(
  words: Uint32Array,
  half: number,
  shift: number,
  order: Uint32Array,
  next: Uint32Array,
): boolean {
  const n = order.length;
  const starts = new Uint32Array(DIGITS);
  for (let word = half; word < words.length; word += 2) {
    const digit = ((words[word] ?? 0) >>> shift) & MASK;
    starts[digit] = (starts[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const count = starts[digit] ?? 0;
    if (count === n) return false;
    starts[digit] = sum;
    sum += count;
  }
  for (let place = 0; place < n; place += 1) {
    const at = order[place] ?? 0;
    const digit = ((words[2 * at + half] ?? 0) >>> shift) & MASK;
    const start = starts[digit] ?? 0;
    next[start] = at;
    starts[digit] = start + 1;
  }
  return true;
}
