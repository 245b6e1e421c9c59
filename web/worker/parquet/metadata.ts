import type { RowRange } from './decode';
import type { ChunkInfo, Footer } from './footer';
import { FileProblem, quoted } from './problem';

/** Codecs by their number in the format; null = not decoded here. */
const CODECS = ['none', 'snappy', 'gzip', null, 'brotli', 'lz4', 'zstd', 'lz4_raw'];

/**
 * Holds the footer's claims against each other and against the file before anything is decoded.
 * Throws ENCRYPTED, UNSUPPORTED_CODEC, NO_ROWS or CORRUPT.
 */
export function checkFooter(footer: Footer, fileSize: number): void {
  if (footer.encrypted) {
    throw new FileProblem(
      'ENCRYPTED',
      'The file has encrypted columns; write it without encryption.',
    );
  }
  footer.rowGroups.forEach((group, place) => {
    if (group.rows < 0) throw corrupt(`Row group ${place} claims ${group.rows} rows.`);
    for (const chunk of group.columns) {
      checkChunk(chunk, place, fileSize);
      // Each row has at least one entry, also where it is null or a list.
      if (chunk.values < group.rows) {
        throw corrupt(
          `Row group ${place} claims ${group.rows.toLocaleString('en')} rows, but column ${quoted(chunk.path)} has ${chunk.values.toLocaleString('en')} values.`,
        );
      }
    }
  });
  const rows = footer.rowGroups.reduce((sum, group) => sum + group.rows, 0);
  if (rows !== footer.rows) {
    throw corrupt(
      `The file claims ${footer.rows.toLocaleString('en')} rows, but its row groups hold ${rows.toLocaleString('en')}.`,
    );
  }
  if (rows === 0) throw new FileProblem('NO_ROWS', 'The file has no rows.');
}

/** Bytes that the named columns take when the rows of a range are decoded. */
export function bytesNeeded(footer: Footer, names: string[], rows: RowRange): number {
  const wanted = new Set(names);
  const numbers = (rows.end - rows.start) * 8 * Math.max(6, wanted.size);
  // Texts may be far wider than a number; the footer says how wide.
  let start = 0;
  let bytes = 0;
  for (const group of footer.rowGroups) {
    const shared = Math.min(rows.end, start + group.rows) - Math.max(rows.start, start);
    start += group.rows;
    if (shared <= 0) continue;
    const chunks = group.columns.filter(({ path }) => wanted.has(path));
    const all = chunks.reduce((sum, { uncompressed }) => sum + uncompressed, 0);
    bytes += all * (shared / group.rows);
  }
  return Math.max(numbers, bytes);
}

/** Tells that so many rows do not fit, and which part of the file would. */
export function tooLarge(
  rows: number,
  needed: number,
  budget: number,
  slice: { last: number } | undefined,
): FileProblem {
  const what = `${rows.toLocaleString('en')} rows need ${(needed / 1e9).toFixed(1)} GB of memory, more than the ${budget / 1e9} GB there are`;
  const advice = slice
    ? `take a part of the file, such as its last ${slice.last.toLocaleString('en')} rows`
    : 'save a part of the file as a file of its own, for which rows are the part shows only when all are read';
  return new FileProblem('TOO_LARGE', `${what}; ${advice}.`, { slice });
}

/** Byte ranges that two chunks share: a file whose row groups overlap repeats itself. */
export function countOverlaps(footer: Footer): number {
  const ranges = footer.rowGroups
    // An empty row group's place means nothing.
    .flatMap((group) => (group.rows > 0 ? group.columns : []))
    .map((chunk) => ({ start: chunk.start, end: chunk.start + chunk.compressed }))
    .sort((a, b) => a.start - b.start);
  let overlaps = 0;
  let end = 0;
  for (const range of ranges) {
    if (range.start < end) overlaps += 1;
    end = Math.max(end, range.end);
  }
  return overlaps;
}

function checkChunk(chunk: ChunkInfo, group: number, fileSize: number): void {
  const where = `Column ${quoted(chunk.path)} of row group ${group}`;
  if (!CODECS[chunk.codec]) {
    const name = chunk.codec === 3 ? 'LZO' : `number ${chunk.codec}`;
    throw new FileProblem(
      'UNSUPPORTED_CODEC',
      `${where} is compressed with codec ${name}, which can't be read; save the file with zstd or snappy.`,
    );
  }
  if (chunk.values < 0 || chunk.uncompressed < 0) throw corrupt(`${where} claims a negative size.`);
  if (chunk.start < 0 || chunk.compressed < 0 || chunk.start + chunk.compressed > fileSize) {
    throw corrupt(`${where} lies outside of the file.`);
  }
}

function corrupt(message: string): FileProblem {
  return new FileProblem('CORRUPT', message);
}
