/** Which files belong together: those of one training. */

/** A file by its path within what was dropped, and what it is. */
export interface FoundFile {
  path: string;
  kind: string;
}

export interface FileGroup<F extends FoundFile> {
  /** The folder's name, or the file's. */
  name: string;
  files: F[];
}

/** Files that mark the folder of one training. */
const MARKS = new Set(['ga_log', 'rl_log', 'training_stack', 'run_summary']);
/** Each is a baseline by itself, wherever it lies. */
const ALONE = new Set(['result', 'runner_result', 'equity', 'pipeline_summary']);

/**
 * Groups by the outermost folder of a training: what lies in folders below it (behaviour, replays)
 * belongs to it. Without such a folder, files of one folder belong together; so do those dropped
 * without any, except that a GA's and an RL's logs are two trainings.
 */
export function grouped<F extends FoundFile>(files: F[]): FileGroup<F>[] {
  const roots = trainingFolders(files);
  const groups = new Map<string, FileGroup<F>>();
  const put = (key: string, name: string, file: F): void => {
    const group = groups.get(key) ?? { name, files: [] };
    group.files.push(file);
    groups.set(key, group);
  };
  const loose = files.filter(({ path, kind }) => !path.includes('/') && !ALONE.has(kind));
  const isMixed = ['ga_log', 'rl_log'].every((kind) => loose.some((file) => file.kind === kind));
  for (const file of files) {
    const { path, kind } = file;
    const folder = folderOf(path);
    const root = roots.find((one) => folder === one || folder.startsWith(`${one}/`));
    if (ALONE.has(kind)) put(path, path.slice(folder === '' ? 0 : folder.length + 1), file);
    else if (root !== undefined) put(root, root.slice(root.lastIndexOf('/') + 1), file);
    else if (folder !== '') put(folder, folder.slice(folder.lastIndexOf('/') + 1), file);
    else if (isMixed) put(`/${path}`, path, file);
    else put('', loose[0]?.path ?? path, file);
  }
  return [...groups.values()];
}

function trainingFolders(files: FoundFile[]): string[] {
  const marked = new Set(
    files.filter(({ kind }) => MARKS.has(kind)).map(({ path }) => folderOf(path)),
  );
  marked.delete('');
  const all = [...marked];
  return all.filter((one) => !all.some((other) => one.startsWith(`${other}/`)));
}

function folderOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at < 0 ? '' : path.slice(0, at);
}
