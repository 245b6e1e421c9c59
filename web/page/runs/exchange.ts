/** Runs as one file: JSON that says what it is, read with care, merged and never written over. */

import { isObject } from '../../shared/baseline/fields';
import type { KeptRun } from './kept-run';
import { readKeptRun } from './read-run';

/** Version of the file's form. */
const VERSION = 1;
/** Largest file read. */
const MAX_BYTES = 100_000_000;

/** The file with these runs. */
export function exported(runs: KeptRun[]): string {
  return `${JSON.stringify({ moontest_runs: VERSION, runs }, null, 1)}\n`;
}

export interface ImportedRuns {
  runs: KeptRun[];
  /** Entries of the file that are no runs. */
  damaged: number;
}

export type Imported = { ok: true; value: ImportedRuns } | { ok: false; message: string };

export async function readRunsFile(file: Blob): Promise<Imported> {
  if (file.size > MAX_BYTES) return no('The file is larger than 100 MB, which no file of runs is.');
  try {
    return imported(await file.text());
  } catch {
    return no('The file could not be read: it may have been moved or changed.');
  }
}

/** Reads the text of such a file; entries that are damaged are left out and counted. */
export function imported(text: string): Imported {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return no('The file is no JSON, or ends too early: export it again.');
  }
  if (!isObject(json) || !('moontest_runs' in json)) return no('This is no file of Moontest runs.');
  if (json.moontest_runs !== VERSION) {
    const found = JSON.stringify(json.moontest_runs).slice(0, 20);
    return no(`The file has version ${found} of its form; this Moontest reads version ${VERSION}.`);
  }
  if (!Array.isArray(json.runs)) return no('The file has no list of runs.');
  const read = json.runs.map(readKeptRun);
  const runs = read.filter((run) => run !== null);
  if (runs.length === 0) return no('There is no run in the file that can be read.');
  return { ok: true, value: { runs, damaged: read.length - runs.length } };
}

function no(message: string): Imported {
  return { ok: false, message };
}
