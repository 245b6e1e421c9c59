/** A folder's files that are parts of one data set become one file. */

import { groupName, partGroups, partIndex } from '../../shared/part-files';
import type { DataFile } from '../data';
import type { Incoming } from './incoming';

/**
 * Makes data files of those that came in: parts of one data set are one, where `isOne` says so of their bytes, for
 * their columns may differ. Bytes are not read for it.
 */
export async function dataFiles(
  incoming: Incoming[],
  isOne: (blob: Blob) => Promise<boolean>,
): Promise<DataFile[]> {
  const byPath = new Map(incoming.map((one) => [one.path, one]));
  const inFolders = incoming.filter(({ file, path }) => path !== file.name);
  const groups = partGroups(inFolders.map(({ path }) => path)).filter(({ length }) => length > 1);
  const whole = new Map<string, DataFile>();
  for (const paths of groups) {
    const files = paths.flatMap((path) => byPath.get(path)?.file ?? []);
    const parts = files.map(({ size }, i) => ({ name: paths[i] ?? '', size }));
    const blob = new Blob([...files, partIndex(parts)]);
    if (!(await isOne(blob))) continue;
    const name = groupName(paths);
    const one = { name, blob, isSample: false, path: name };
    for (const path of paths) whole.set(path, one);
  }
  const files = incoming.map(
    ({ file, path }) =>
      whole.get(path) ?? {
        name: file.name,
        blob: file,
        isSample: false,
        ...(path !== file.name && { path }),
      },
  );
  return [...new Set(files)];
}
