/** Files on their way in: dropped or chosen, alone, several at once, or as whole folders. */

import { handleOf, isLasting, type LastingHandle } from '../recent/handle';

/** A file with its folders, as far as the browser tells them. */
export interface Incoming {
  file: File;
  /** `folder/name`; the name alone for a file that came by itself. */
  path: string;
  /** Leads to the file on a later visit, where the browser gives such handles; null for a file without. */
  handle?: Promise<LastingHandle | null>;
}

export interface Arrival {
  files: Incoming[];
  /** Names of the folders that came whole. */
  folders: string[];
  /** Names of files that the browser named and then did not hand over. */
  lost: string[];
  /** Whether there were more files in the folders than are taken. */
  isCut: boolean;
}

/** A folder with more files than this is not one of market data. */
const MOST_FILES = 5_000;

/** Takes the items of a drop. Their entries must be asked for before the event is over. */
export function dropped(transfer: DataTransfer | null): Promise<Arrival> {
  const items = [...(transfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => ({
    // A file made by a script, or a browser without folders, has no entry.
    entry: typeof item.webkitGetAsEntry === 'function' ? item.webkitGetAsEntry() : null,
    file: item.getAsFile(),
    handle: handleOf(item),
  }));
  return walk(entries);
}

/** Takes what the chooser of handles gave. */
export async function picked(handles: FileSystemFileHandle[]): Promise<Arrival> {
  const arrival: Arrival = { files: [], folders: [], lost: [], isCut: false };
  for (const handle of handles) {
    const file = await handle.getFile().catch(() => null);
    if (file === null) arrival.lost.push(handle.name);
    else arrival.files.push(lasting(file, handle));
  }
  return arrival;
}

/** A file alone, with what leads to it. */
export function lasting(file: File, handle: FileSystemFileHandle): Incoming {
  return { file, path: file.name, handle: Promise.resolve(isLasting(handle) ? handle : null) };
}

/** Takes the files of a chooser; those of a folder say where they lie. */
export function chosen(files: Iterable<File>): Arrival {
  const all = [...files];
  const folders = all
    .map(({ webkitRelativePath }) => webkitRelativePath.split('/')[0] ?? '')
    .filter((name) => name !== '');
  return {
    files: all
      .slice(0, MOST_FILES)
      .filter((file) => file.webkitRelativePath.split('/').slice(1).every(isVisible))
      .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
      .sort((a, b) => (folders.length > 0 ? byName(a.path, b.path) : 0)),
    folders: [...new Set(folders)],
    lost: [],
    isCut: all.length > MOST_FILES,
  };
}

async function walk(
  roots: {
    entry: FileSystemEntry | null;
    file: File | null;
    handle: Promise<LastingHandle | null> | null;
  }[],
): Promise<Arrival> {
  const files: Incoming[] = [];
  const folders: string[] = [];
  const lost: string[] = [];
  let isCut = false;
  const visit = async (entry: FileSystemEntry, path: string): Promise<void> => {
    if (files.length >= MOST_FILES) {
      isCut = true;
    } else if (isFile(entry)) {
      const file = await fileOf(entry).catch(() => null);
      if (file === null) lost.push(path);
      else files.push({ file, path });
    } else if (isFolder(entry)) {
      const inside = await entriesOf(entry).catch(() => []);
      inside.sort((a, b) => byName(a.name, b.name));
      for (const one of inside) if (isVisible(one.name)) await visit(one, `${path}/${one.name}`);
    }
  };
  for (const { entry, file, handle } of roots) {
    if (entry?.isDirectory) folders.push(entry.name);
    if (entry?.isDirectory) await visit(entry, entry.name);
    else if (file !== null)
      files.push({ file, path: file.name, ...(handle !== null && { handle }) });
  }
  return { files, folders, lost, isCut };
}

/** Numbers as numbers: `9.parquet` before `10.parquet`. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** Marks of systems and programs: `.DS_Store`, `._bars.parquet`, `_SUCCESS`, `_metadata`. */
function isVisible(name: string): boolean {
  return !/^[._]/.test(name);
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

/** A reader hands out a hundred entries at a time, and none at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}
