// @ts-check
/** The table of all attacks at the end of `npm test`: how each ended, and its seconds in each engine. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PLACES = ['native', 'node', 'chromium', 'firefox'];

/**
 * Reads `attacks-PLACE.tsv` (name, outcome, seconds) of each engine that left one.
 * @param {string} folder
 * @returns {string} one line an attack, and a last one that counts
 */
export function attackSummary(folder) {
  /** @type {Map<string, { kinds: Set<string>, seconds: Map<string, string> }>} */
  const attacks = new Map();
  const slowest = new Map();
  for (const place of PLACES) {
    const path = join(folder, `attacks-${place}.tsv`);
    if (!existsSync(path)) continue;
    for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
      const [name = '', kind = '', seconds = ''] = line.split('\t');
      const attack = attacks.get(name) ?? { kinds: new Set(), seconds: new Map() };
      attacks.set(name, attack);
      attack.kinds.add(kind);
      attack.seconds.set(place, seconds);
      slowest.set(place, Math.max(slowest.get(place) ?? 0, Number(seconds)));
    }
  }
  const row = (/** @type {string[]} */ [name = '', kind = '', ...times]) =>
    [name.padEnd(38), kind.padEnd(18), ...times.map((time) => time.padStart(9))].join(' ');
  const rows = [...attacks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { kinds, seconds }]) =>
      row([name, [...kinds].join(' '), ...PLACES.map((place) => seconds.get(place) ?? '-')]),
    );
  const most = [...slowest].map(([place, seconds]) => `${place} ${seconds.toFixed(1)} s`);
  const head = row(['attack', 'ended as', ...PLACES]);
  const foot = `${attacks.size} attacks; the slowest took ${most.join(', ')}`;
  return attacks.size === 0 ? 'No attacks were run.' : ['', head, ...rows, foot].join('\n');
}
