// @ts-check
/**
 * Makes the sample data, public/sample/mes-1m.parquet: `node setup/sample.mjs`.
 *
 * Sixteen weeks of one-minute bars of a market that never was, across New York's change to summer time.
 */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { barTimes } from './sample/calendar.mjs';
import { makeBars } from './sample/market.mjs';
import { root } from './steps.mjs';

const FILE = 'public/sample/mes-1m.parquet';
const FIRST_SUNDAY = Date.UTC(2026, 0, 4);
const WEEKS = 16;
const SEED = 20_260_104;

/** Makes the sample's bars, the same ones on every machine. */
export function sampleBars() {
  const times = barTimes(FIRST_SUNDAY, WEEKS);
  return { times, bars: makeBars(times, SEED) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  // The writer is a development dependency; making bars needs none.
  const { encode } = await import('./sample/parquet.mjs');
  const { times, bars } = sampleBars();
  const bytes = encode(times, bars);
  writeFileSync(join(root, FILE), bytes);
  console.log(`${FILE}: ${times.length} bars, ${(bytes.length / 1024).toFixed(0)} KiB`);
}
