import type { Table } from 'parquet-wasm/esm';
import { copyArray, type Piece } from './arrow-copy';
import type { OpenFile } from './open';
import { FileProblem, quoted } from './problem';

/** Decodes one column of one row group and hands over its pieces; wasm memory is free before the first. */
export async function readPieces(
  file: OpenFile,
  rowGroup: number,
  name: string,
  limit?: number,
): Promise<Piece[]> {
  if (file.footer.rowGroups[rowGroup]?.rows === 0) return [];
  return piecesOf(file, await file.read(rowGroup, name, limit), name);
}

function piecesOf(file: OpenFile, table: Table, name: string): Piece[] {
  const { memory } = file;
  const stream = table.intoFFI();
  try {
    const fields = memory.field(stream.schemaAddr()).children;
    // A projection brings every column that begins with the name; of twins the first counts.
    const place = fields.findIndex((field) => field.name === name);
    const field = fields[place];
    if (!field) throw new FileProblem('CORRUPT', `Column ${quoted(name)} is missing.`);
    return Array.from({ length: stream.numArrays() }, (_, batch) => {
      const child = memory.array(stream.arrayAddr(batch)).children[place] ?? 0;
      const piece = copyArray(memory, field, child);
      if (piece) return piece;
      throw new FileProblem('NESTED', `Column ${quoted(name)} holds no plain values.`);
    });
  } finally {
    stream.free();
  }
}
