// @ts-check
/** Tools built once, in the user's cache folder, keyed by version: every clone on the machine shares them. */

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The XDG cache folder, which is also used on macOS: it is no bundle of ours that has one elsewhere. */
export const cacheFolder = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'moontest',
);

/**
 * Returns the folder `key`, made by `make` if it is not there. It appears whole or not at all, so that
 * a build that was broken off or two clones at once leave no half tool behind.
 * @param {string} key
 * @param {string} proof a file the finished folder has
 * @param {(folder: string) => Promise<void>} make fills a new folder
 */
export async function cached(key, proof, make) {
  const folder = join(cacheFolder, key);
  if (existsSync(join(folder, proof))) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    if (!existsSync(join(folder, proof))) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(unfinished, folder);
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
