/** The table of all attacks, told in a test's output and kept for the summary of `npm test`. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tried } from './attacks.mjs';

/** Returns the rows as lines; `where` is the engine that they ran in. */
export function attackTable(where: string, tried: Tried[]): string {
  const rows = tried.map(({ name, expected, kind, seconds }) =>
    [name.padEnd(40), expected.join(' | ').padEnd(36), kind.padEnd(18), seconds.toFixed(3)].join(
      ' ',
    ),
  );
  const head = ['attack'.padEnd(40), 'expected'.padEnd(36), 'got'.padEnd(18), 'seconds'].join(' ');
  const slowest = Math.max(...tried.map(({ seconds }) => seconds));
  const foot = `${String(tried.length)} attacks in ${where}, the slowest ${slowest.toFixed(2)} s`;
  return [head, ...rows, foot].join('\n');
}

/** Keeps the rows for the table of `npm test`, which names the folder. */
export function keepAttacks(where: string, tried: Tried[]): void {
  const folder = process.env.MOONTEST_REPORTS;
  if (folder === undefined) return;
  const rows = tried.map(({ name, kind, seconds }) => [name, kind, seconds.toFixed(3)].join('\t'));
  writeFileSync(join(folder, `attacks-${where}.tsv`), `${rows.join('\n')}\n`);
}

/** Returns those that did not end as they must, or did not end without a trace. */
export function failedAttacks(tried: Tried[]): Tried[] {
  return tried.filter((one) => !one.expected.includes(one.kind) || !one.leavesNothing);
}
