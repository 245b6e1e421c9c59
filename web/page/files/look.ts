/** A look at files that came with the one in use, while that one is run. */

import type { FileChoices, FileReport } from '../../shared/protocol';
import type { FileProblem } from '../data';
import type { Engine } from '../engine';
import type { DataLibrary } from './library.svelte';
import { isLost, LOST } from './lost';

/** Fills in what the files hold; returns those that can't be used. */
export async function lookAtOthers(
  library: DataLibrary,
  ids: number[],
  engine: Engine,
  remembered: (columns: FileReport['columns']) => FileChoices,
): Promise<FileProblem[]> {
  const unfit: FileProblem[] = [];
  const glance = engine.glance();
  try {
    for (const id of ids) {
      const entry = library.get(id);
      // Closed, or opened, meanwhile.
      if (entry?.report !== null) continue;
      const report = await glance.look(entry.file.blob, {}).catch(() => null);
      // A file that is gone can read as a damaged one, or make the worker fail.
      const isUnfit = report?.error !== null;
      const lost = isUnfit && (await isLost(entry.file.blob)) ? library.fail(id, LOST) : null;
      if (lost !== null) unfit.push(lost);
      // Whoever opens it is told what else is the matter.
      if (lost !== null || report === null || library.get(id)?.report !== null) continue;
      if (report.error === null) {
        library.change(id, { report, choices: remembered(report.columns) });
        continue;
      }
      const problem = library.fail(id, report.error.message, report.error.slice);
      if (problem !== null) unfit.push(problem);
    }
  } finally {
    glance.close();
  }
  return unfit;
}
