// @ts-check
/** Skips work whose inputs have not changed: a stamp holds the hash of what an output was made from. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

const NOT_INPUT = new Set(['node_modules', 'pkg', 'target']);

/**
 * Hashes the content and names of files and folders (paths from the repository); a missing one counts as such.
 * @param {string[]} paths
 */
export function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addTo(hash, path);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    hash.update(`missing ${path}\n`);
  } else if (statSync(full).isDirectory()) {
    const names = readdirSync(full).filter((name) => !NOT_INPUT.has(name));
    for (const name of names.sort()) addTo(hash, join(path, name));
  } else {
    const content = readFileSync(full);
    hash.update(`file ${path} ${content.length}\n`).update(content);
  }
}

/**
 * Makes an output unless it is there and was made from the same inputs.
 * @param {string} name of the stamp in build/
 * @param {string} hash of the inputs
 * @param {string[]} outputs paths that must exist
 * @param {() => Promise<void>} make
 * @returns {Promise<boolean>} whether it was made now
 */
export async function unlessFresh(name, hash, outputs, make) {
  const stamp = join(root, 'build', `${name}.stamp`);
  const whole = outputs.every((path) => existsSync(join(root, path)));
  if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  await make();
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}
