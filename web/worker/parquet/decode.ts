import { readArray, type Piece } from './arrow-array';
import type { ArrowField, ArrowMemory } from './arrow-memory';
import { pathTo } from './column';
import type { OpenFile } from './open';
import { FileProblem, quoted } from './problem';

/** Rows of one row group, from `start` to before `end`. */
export interface RowRange {
  start: number;
  end: number;
}

/** Decodes one column of one row group, or rows of it, and hands over copies of its pieces. */
export async function readPieces(
  file: OpenFile,
  rowGroup: number,
  name: string,
  rows?: RowRange,
): Promise<Piece[]> {
  const pieces: Piece[] = [];
  for await (const piece of piecesOf(file, rowGroup, name, rows, file.memory)) pieces.push(piece);
  return pieces;
}

/** The same without copies: each piece holds until the next is asked for. */
export function lentPieces(
  file: OpenFile,
  rowGroup: number,
  name: string,
  rows?: RowRange,
): AsyncGenerator<Piece> {
  return piecesOf(file, rowGroup, name, rows, file.memory.lending());
}

async function* piecesOf(
  file: OpenFile,
  rowGroup: number,
  name: string,
  rows: RowRange | undefined,
  memory: ArrowMemory,
): AsyncGenerator<Piece> {
  if (file.footer.rowGroups[rowGroup]?.rows === 0) return;
  const table = await file.read(rowGroup, name, rows);
  const stream = table.intoFFI();
  try {
    const fields = memory.field(stream.schemaAddr()).children;
    // A projection brings every column that begins with the name.
    const path = pathTo(fields, name);
    const field = path && fieldAt(fields, path);
    if (!field) throw new FileProblem('CORRUPT', `Column ${quoted(name)} is missing.`);
    for (let batch = 0; batch < stream.numArrays(); batch += 1) {
      let array = stream.arrayAddr(batch);
      for (const place of path) array = memory.array(array).children[place] ?? 0;
      const piece = readArray(memory, field, array);
      if (!piece) throw new FileProblem('NESTED', `Column ${quoted(name)} holds no plain values.`);
      yield piece;
    }
  } finally {
    stream.free();
  }
}

function fieldAt(fields: ArrowField[], [place = 0, ...within]: number[]): ArrowField | null {
  const field = fields[place];
  if (!field || within.length === 0) return field ?? null;
  return fieldAt(field.children, within);
}
