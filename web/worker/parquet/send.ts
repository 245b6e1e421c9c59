import { readPieces } from './decode';
import type { DecoderHost } from './host';
import { openFile } from './open';
import { checkChunk } from './probe';
import type { FileSource } from './source';
import type { ColumnChunk, ColumnPlan } from '../../shared/protocol';

/**
 * Decodes the planned columns, row group × column, and hands over each chunk; the next one waits until
 * `take` resolves. `take` says false to stop. Throws a FileProblem.
 */
export async function decodeColumns(
  source: FileSource,
  plan: ColumnPlan,
  host: DecoderHost,
  take: (chunk: ColumnChunk) => boolean | Promise<boolean>,
): Promise<void> {
  const file = await openFile(source, host);
  for (const [rowGroup, group] of file.footer.rowGroups.entries()) {
    if (group.rows === 0) continue;
    for (const [column, { name }] of plan.columns.entries()) {
      await checkChunk(file, rowGroup, name);
      for (const piece of await readPieces(file, rowGroup, name)) {
        if (!(await take({ ...piece, column }))) return;
      }
    }
  }
}
