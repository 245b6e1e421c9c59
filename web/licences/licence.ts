/** What is said of one third party. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Licence {
  /** Name with version. */
  name: string;
  /** SPDX expression. */
  licence: string;
  text: string;
}

/** Returns the text of a package's licence file; MIT's is preferred where there are several. */
export function licenceFileOf(folder: string): string {
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(licen[cs]e|copying)/i.test(name))
    : [];
  const name = names.find((candidate) => /mit/i.test(candidate)) ?? names[0];
  return name === undefined
    ? 'The package carries no licence file of its own.'
    : readFileSync(join(folder, name), 'utf8').trim();
}
