import { integers, isValid, partsOf, type Piece } from './arrow-array';
import { readPieces } from './decode';
import type { OpenFile } from './open';
import { checkPages } from './pages';

/** A few values of one column, nulls left out: what its type does not tell. */
export type Sample = number[] | string[];

/** Rows looked at. */
const PROBE_ROWS = 256;

/** Reads the first rows of the named columns, and of no others: an unused column may be huge. */
export async function probe(file: OpenFile, names: string[]): Promise<Map<string, Sample>> {
  const rowGroup = file.footer.rowGroups.findIndex((group) => group.rows > 0);
  const samples = new Map<string, Sample>();
  for (const name of new Set(names)) {
    await checkChunk(file, rowGroup, name);
    const pieces = await readPieces(file, rowGroup, name, { start: 0, end: PROBE_ROWS });
    const [first] = pieces;
    if (first) samples.set(name, sampleOf(first));
  }
  return samples;
}

/** Checks a chunk's pages before parquet-wasm sees them. */
export async function checkChunk(file: OpenFile, rowGroup: number, name: string): Promise<void> {
  const group = file.footer.rowGroups[rowGroup];
  const chunk = group?.columns.find((column) => column.path === name);
  if (group && chunk && group.rows > 0) await checkPages(file.source, chunk, rowGroup);
}

/** The middle one of some numbers, the lower of two; null without any. */
export function median(numbers: number[]): number | null {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? null;
}

function sampleOf(piece: Piece): Sample {
  const present = (_: unknown, i: number): boolean => isValid(piece.validity, i);
  if (piece.offsets) {
    const decoder = new TextDecoder();
    return partsOf(piece)
      .filter(present)
      .map((part) => decoder.decode(part));
  }
  const view = new DataView(piece.values.buffer, piece.values.byteOffset, piece.values.byteLength);
  switch (piece.format) {
    case 'g':
      return Array.from({ length: piece.length }, (_, i) => view.getFloat64(i * 8, true)).filter(
        present,
      );
    case 'f':
      return Array.from({ length: piece.length }, (_, i) => view.getFloat32(i * 4, true)).filter(
        present,
      );
    default:
      return integers(piece).filter(present);
  }
}
