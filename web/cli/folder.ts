/** A folder of part files read as one. */

import { closeSync, openSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { groupName, partGroups, partIndex } from '../shared/part-files';
import { DataError } from './failure';
import { readRange } from './node-host';
import type { FileSource } from '../worker/parquet/source';

/** A folder with more files than this is not one of market data. */
const MOST_FILES = 5_000;

/** Opens the one data set that a folder holds, in the order of its files' names. Throws a DataError. */
export function openFolder(path: string): FileSource {
  const files = dataFilesIn(path);
  const groups = partGroups(files);
  const [paths, another] = groups;
  if (paths === undefined) {
    throw new DataError('NO_FILE', `${path} holds no file that ends with .parquet, .parq or .pq.`);
  }
  if (another !== undefined) {
    const names = groups.map((group) => (group.length === 1 ? group[0] : groupName(group)));
    const shown = names.slice(0, 5).join(', ');
    const more = names.length > 5 ? ', …' : '';
    throw new DataError(
      'NO_FILE',
      `${path} holds ${groups.length} data sets (${shown}${more}); name one of them.`,
    );
  }
  const parts = paths.map((name) => partSource(join(resolve(path), '..', name)));
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const index = partIndex(parts.map(({ size }, i) => ({ name: paths[i] ?? '', size })));
  return inARow([...parts, inMemory(index)]);
}

/** Paths that begin with the folder's own name, with slashes. Marks of systems and programs are left out. */
function dataFilesIn(folder: string): string[] {
  const isSeen = (path: string): boolean => !path.split(sep).some((name) => /^[._]/u.test(name));
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = inside.filter((path) => isSeen(path) && /\.(?:parquet|parq|pq)$/iu.test(path));
  if (files.length > MOST_FILES) {
    throw new DataError('TOO_LARGE', `${folder} holds more than 5,000 files.`);
  }
  const name = basename(resolve(folder));
  return files.sort().map((path) => [name, ...path.split(sep)].join('/'));
}

/** Opened for each read: a system lets a program hold a thousand files or so. */
function partSource(path: string): FileSource {
  const read = (start: number, end: number): ArrayBuffer => {
    const file = openSync(path, 'r');
    try {
      return readRange(file, start, end);
    } finally {
      closeSync(file);
    }
  };
  return {
    size: statSync(path).size,
    slice: (start, end) => ({ arrayBuffer: () => Promise.resolve(read(start, end)) }),
  };
}

function inMemory(bytes: Uint8Array<ArrayBuffer>): FileSource {
  return {
    size: bytes.length,
    slice: (start, end) => ({
      arrayBuffer: () => Promise.resolve(bytes.slice(start, end).buffer),
    }),
  };
}

/** Sources one after the other. */
function inARow(sources: FileSource[]): FileSource {
  const ends: number[] = [];
  for (const { size } of sources) ends.push((ends.at(-1) ?? 0) + size);
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    const pieces: ArrayBuffer[] = [];
    for (const [i, source] of sources.entries()) {
      const base = (ends[i] ?? 0) - source.size;
      const [from, to] = [Math.max(start, base), Math.min(end, ends[i] ?? 0)];
      if (from < to) pieces.push(await source.slice(from - base, to - base).arrayBuffer());
    }
    const [only] = pieces;
    return only !== undefined && pieces.length === 1 ? only : new Blob(pieces).arrayBuffer();
  };
  return {
    size: ends.at(-1) ?? 0,
    slice: (start, end) => ({ arrayBuffer: () => read(start, end) }),
  };
}
