import { timeOf } from './arrow-type';
import type { FileColumn } from './column';
import { lentPieces } from './decode';
import type { ChunkInfo } from './footer';
import type { OpenFile } from './open';
import { checkChunk } from './probe';

/** Whole numbers of a column of times, and what one of them counts in ns. */
export interface TimeNumbers {
  name: string;
  ns: bigint;
  /** Bytes of one: 4 or 8. */
  bytes: 4 | 8;
}

/** Earliest and latest time of the rows of one row group; none has no time. */
export interface TimeSpan {
  /** The column's own numbers. */
  first: bigint;
  last: bigint;
}

/** Numbers a loader takes for "no time". */
const NO_TIME = [-(2n ** 63n), 2n ** 63n - 1n];
/** Times of a row group are decoded at once: 512 MB. */
const MOST_ROWS = 2 ** 26;
const NS_PER_DAY = 86_400_000_000_000n;
const NS: Record<string, bigint> = {
  d: NS_PER_DAY,
  s: 10n ** 9n,
  ms: 10n ** 6n,
  us: 1000n,
  ns: 1n,
};

/**
 * Tells how a column's numbers count time, where order and size of the numbers are those of the times.
 * `nsPerUnit` as planned: above 0 it overrides the type. Null for text, parts of seconds and spelt dates.
 */
export function timeNumbers(column: FileColumn, nsPerUnit: string): TimeNumbers | null {
  const { name, field } = column;
  const planned = BigInt(nsPerUnit);
  const typed = timeOf(field);
  const ns = planned > 0n ? planned : typed ? NS[typed.unit] : undefined;
  const isWhole = typed !== null || ['l', 'i'].includes(field.format);
  if (field.dictionary || !isWhole || ns === undefined || planned < 0n) return null;
  return { name, ns, bytes: ['i', 'tdD'].includes(field.format) ? 4 : 8 };
}

/**
 * Returns each row group's times if no row belongs into another one and none is without a time: by the
 * file's statistics, else by the values. Null where that is not so. Empty row groups have no span.
 */
export async function spansInOrder(
  file: OpenFile,
  times: TimeNumbers,
): Promise<(TimeSpan | null)[] | null> {
  const spans: (TimeSpan | null)[] = [];
  let last: bigint | null = null;
  for (const [place, group] of file.footer.rowGroups.entries()) {
    const chunk = group.columns.find(({ path }) => path === times.name);
    const known = chunk ? fromStatistics(chunk, times) : null;
    const span = group.rows === 0 ? null : (known ?? (await fromValues(file, place, times)));
    if (group.rows > 0 && (!span || (last !== null && span.first < last))) return null;
    last = span?.last ?? last;
    spans.push(span);
  }
  return spans;
}

/**
 * Finds the first row of a row group that is at a time (ns) or later, its count of rows where none is. Null
 * where its rows are out of order among themselves.
 */
export async function firstRowAt(
  file: OpenFile,
  rowGroup: number,
  times: TimeNumbers,
  ns: bigint,
): Promise<number | null> {
  const wanted = reached(ns, times);
  const [wantedHigh, wantedLow] = [Number(wanted >> 32n), Number(BigInt.asUintN(32, wanted))];
  let row = 0;
  let found: number | null = null;
  let [lastHigh, lastLow] = [-Infinity, 0];
  for await (const words of timesOf(file, rowGroup, times)) {
    if (words === null) return null;
    for (let at = 0; at < words.length; at += 2) {
      const low = (words[at] ?? 0) >>> 0;
      const high = words[at + 1] ?? 0;
      if (high < lastHigh || (high === lastHigh && low < lastLow)) return null;
      [lastHigh, lastLow] = [high, low];
      if (found === null && (high > wantedHigh || (high === wantedHigh && low >= wantedLow))) {
        found = row + at / 2;
      }
    }
    row += words.length / 2;
  }
  return found ?? row;
}

/** The smallest of the column's numbers that is at a time or later. */
export function reached(ns: bigint, times: TimeNumbers): bigint {
  const whole = ns / times.ns;
  return whole * times.ns < ns ? whole + 1n : whole;
}

function fromStatistics(chunk: ChunkInfo, times: TimeNumbers): TimeSpan | null {
  const { min, max, nulls, type } = chunk;
  // INT32 and INT64 alone are compared as the numbers they are.
  const isPlain = (type === 1 && times.bytes === 4) || (type === 2 && times.bytes === 8);
  if (nulls !== 0 || !isPlain || min?.length !== times.bytes || max?.length !== times.bytes) {
    return null;
  }
  return inRange({ first: whole(min), last: whole(max) }, times);
}

async function fromValues(
  file: OpenFile,
  rowGroup: number,
  times: TimeNumbers,
): Promise<TimeSpan | null> {
  let [firstHigh, firstLow] = [Infinity, 0];
  let [lastHigh, lastLow] = [-Infinity, 0];
  for await (const words of timesOf(file, rowGroup, times)) {
    if (words === null) return null;
    for (let at = 0; at < words.length; at += 2) {
      const low = (words[at] ?? 0) >>> 0;
      const high = words[at + 1] ?? 0;
      if (high < firstHigh || (high === firstHigh && low < firstLow)) {
        [firstHigh, firstLow] = [high, low];
      }
      if (high > lastHigh || (high === lastHigh && low > lastLow)) {
        [lastHigh, lastLow] = [high, low];
      }
    }
  }
  if (lastHigh === -Infinity) return null;
  const span = { first: joined(firstHigh, firstLow), last: joined(lastHigh, lastLow) };
  return inRange(span, times);
}

function joined(high: number, low: number): bigint {
  return (BigInt(high) << 32n) | BigInt(low);
}

/**
 * The column's numbers as pairs of words, the low one first: a bigint for each takes fifty times as long. Null where
 * a value is null, or where there are too many to be looked at.
 */
async function* timesOf(
  file: OpenFile,
  rowGroup: number,
  times: TimeNumbers,
): AsyncGenerator<Int32Array | null> {
  if ((file.footer.rowGroups[rowGroup]?.rows ?? 0) > MOST_ROWS) {
    yield null;
    return;
  }
  await checkChunk(file, rowGroup, times.name);
  for await (const { length, validity, values } of lentPieces(file, rowGroup, times.name)) {
    if (validity !== null) {
      yield null;
      return;
    }
    const aligned = values.byteOffset % 4 === 0 ? values : values.slice();
    const words = new Int32Array(aligned.buffer, aligned.byteOffset, (length * times.bytes) / 4);
    yield times.bytes === 8 ? words : widened(words);
  }
}

/** Each number in two words. */
function widened(numbers: Int32Array): Int32Array {
  const words = new Int32Array(numbers.length * 2);
  numbers.forEach((number, i) => {
    words[2 * i] = number;
    words[2 * i + 1] = number >> 31;
  });
  return words;
}

/** Times the engine would leave out: too far off for nanoseconds, or a feed's mark for "none". */
function inRange(span: TimeSpan, { ns, bytes }: TimeNumbers): TimeSpan | null {
  const isIn = [span.first, span.last].every(
    (number) =>
      (bytes === 4 || !NO_TIME.includes(number)) && BigInt.asIntN(64, number * ns) === number * ns,
  );
  return isIn ? span : null;
}

function whole(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 8 ? view.getBigInt64(0, true) : BigInt(view.getInt32(0, true));
}
