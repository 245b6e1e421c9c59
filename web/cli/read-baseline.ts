import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { DataError } from './failure';
import { reason } from './node-host';
import { BaselineReader } from '../shared/baseline/read';
import type { Baseline } from '../shared/baseline/types';
import type { Notice } from '../shared/protocol';

/** A file of another run by its path within the folder it came in. */
export interface ReadRunFile {
  path: string;
  baseline: Baseline;
  notices: Notice[];
}

/** Models and checkpoints lie in a run's folder too; they hold nothing to compare. */
const READABLE = /\.(csv|tsv|txt|json|log)$/iu;

/** Reads one file by its content. Throws a DataError with what is wrong with it. */
export async function readRunFile(path: string, shown = path): Promise<ReadRunFile> {
  const reader = new BaselineReader();
  const decoder = new TextDecoder();
  try {
    for await (const chunk of createReadStream(path)) {
      reader.push(decoder.decode(chunk as Buffer, { stream: true }));
    }
  } catch (error) {
    throw new DataError('NO_FILE', `${path} can't be read: ${reason(error)}.`);
  }
  reader.push(decoder.decode());
  const found = reader.end();
  if (!found.ok) throw new DataError(found.code, `${path}: ${found.message}`);
  return { path: shown, baseline: found.baseline, notices: found.notices };
}

/** Reads a file, or every file of a folder that is known; what is not known there is told as a notice. */
export async function readBaselines(
  path: string,
): Promise<{ files: ReadRunFile[]; refused: string[] }> {
  const about = statSync(path, { throwIfNoEntry: false });
  if (!about?.isDirectory()) return { files: [await readRunFile(path)], refused: [] };
  const files: ReadRunFile[] = [];
  const refused: string[] = [];
  const inside = readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && READABLE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const root = join(path, '..');
  for (const one of inside) {
    const shown = relative(root, one).split(sep).join('/');
    try {
      files.push(await readRunFile(one, shown));
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
      refused.push(error.message);
    }
  }
  if (files.length === 0) {
    const [first] = refused;
    throw new DataError('NO_RUN', first ?? `${path} holds no CSV or JSON file.`);
  }
  return { files, refused };
}
