// @ts-check
/** The npm packages of package-lock.json. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step } from './steps.mjs';

/** Installs them unless all are there in the locked versions. */
export async function npmPackages() {
  if (!installed()) await step('npm packages', () => run('npm', ['ci', '--no-audit', '--no-fund']));
}

/** Compares npm's own record of what it installed with the lock file. */
function installed() {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  /** @param {string} path @returns {Record<string, {version?: string, optional?: boolean}>} */
  const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;
  const found = packagesIn(record);
  return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
    // Optional ones are binaries for other systems.
    ([path, locked]) => path === '' || locked.optional || found[path]?.version === locked.version,
  );
}
