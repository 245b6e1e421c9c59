import { integers, isValid, partsOf, type Piece } from './arrow-array';
import { lentPieces } from './decode';
import type { OpenFile } from './open';
import { checkChunk } from './probe';

/** Names of more markets than this are not listed. */
const MOST = 1_000;
/** Rows of a row group that are looked at; no part with more of them fits into memory. */
export const MOST_ROWS = 2 ** 25;

/**
 * Lists the markets of a file in order of appearance. Where each row group's smallest and largest value
 * are the same, the footer tells; else the whole column is read, since any row may hold another.
 */
export async function listSymbols(file: OpenFile, name: string): Promise<string[]> {
  const known = symbolsByStatistics(file, name);
  if (known) return known;
  const symbols = new Set<string>();
  for (const [rowGroup, { rows }] of file.footer.rowGroups.entries()) {
    await checkChunk(file, rowGroup, name);
    const range = { start: 0, end: Math.min(rows, MOST_ROWS) };
    for await (const piece of lentPieces(file, rowGroup, name, range)) addSymbols(piece, symbols);
    if (symbols.size > MOST) break;
  }
  return [...symbols];
}

/** The markets in order where the footer tells each row group's; null where it does not. */
export function symbolsByStatistics(file: OpenFile, name: string): string[] | null {
  const symbols = new Set<string>();
  for (const group of file.footer.rowGroups) {
    if (group.rows === 0) continue;
    const chunk = group.columns.find((column) => column.path === name);
    if (!chunk?.min || !chunk.max) return null;
    const [smallest, largest] = [chunk.min, chunk.max].map((bytes) => nameOf(bytes, chunk.type));
    if (smallest === undefined || smallest !== largest) return null;
    symbols.add(smallest);
  }
  return [...symbols];
}

/** The name, or the number of INT32 and INT64, as the engine writes it. */
function nameOf(bytes: Uint8Array, type: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (type === 1 && bytes.length === 4) return String(view.getInt32(0, true));
  if (type === 2 && bytes.length === 8) return String(view.getBigInt64(0, true));
  return new TextDecoder().decode(bytes);
}

function addSymbols(piece: Piece, symbols: Set<string>): void {
  if (!piece.offsets) {
    integers(piece).forEach((number, i) => {
      if (isValid(piece.validity, i)) symbols.add(String(number));
    });
    return;
  }
  const decoder = new TextDecoder();
  partsOf(piece).forEach((part, i) => {
    if (isValid(piece.validity, i) && part.length > 0) symbols.add(decoder.decode(part));
  });
}
