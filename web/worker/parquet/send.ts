import { lentPieces, type RowRange } from './decode';
import type { RowGroupInfo } from './footer';
import type { DecoderHost } from './host';
import { openFile } from './open';
import { checkChunk } from './probe';
import type { FileSource } from './source';
import type { ColumnChunk, ColumnPlan } from '../../shared/protocol';

/**
 * Decodes the planned rows, row group × column, and lends each chunk to `take`: its bytes hold until that
 * resolves, and the next chunk waits for it. `take` says false to stop. Throws a FileProblem.
 */
export async function decodeColumns(
  source: FileSource,
  plan: ColumnPlan,
  host: DecoderHost,
  take: (chunk: ColumnChunk) => boolean | Promise<boolean>,
): Promise<void> {
  const file = await openFile(source, host);
  for (const { rowGroup, rows } of planned(file.footer.rowGroups, plan)) {
    for (const [column, { name }] of plan.columns.entries()) {
      await checkChunk(file, rowGroup, name);
      for await (const piece of lentPieces(file, rowGroup, name, rows)) {
        if (!(await take({ ...piece, column }))) return;
      }
    }
  }
}

/** The row groups that hold planned rows, and which of their rows these are. */
function planned(
  groups: RowGroupInfo[],
  { first_row: first, rows }: ColumnPlan,
): { rowGroup: number; rows: RowRange }[] {
  let before = 0;
  return groups.flatMap((group, rowGroup) => {
    const start = Math.max(0, first - before);
    const end = Math.min(group.rows, first + rows - before);
    before += group.rows;
    return start < end ? [{ rowGroup, rows: { start, end } }] : [];
  });
}
