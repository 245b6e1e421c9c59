// @ts-check
/** The bars of the benchmark: the sample's invented market, long enough. Runs in Node and in a browser. */

import { barTimes } from '../../setup/sample/calendar.mjs';
import { makeBars } from '../../setup/sample/market.mjs';

export const BARS = 1_000_000;
/** The other engines are too slow for all of them. */
export const PEER_BARS = 20_000;
export const REPETITIONS = 5;

const SEED = 1;
const BARS_A_WEEK = 5 * 23 * 60;

/**
 * @typedef {object} Columns
 * @property {BigInt64Array} ts nanoseconds since 1970 UTC
 * @property {Float64Array} open
 * @property {Float64Array} high
 * @property {Float64Array} low
 * @property {Float64Array} close
 * @property {Float64Array} volume contracts
 */

/**
 * @param {number} n how many bars
 * @returns {Columns}
 */
export function benchColumns(n) {
  const weeks = Math.ceil(n / BARS_A_WEEK);
  const times = barTimes(Date.UTC(2000, 0, 2), weeks).slice(0, n);
  const { open, high, low, close, volume } = makeBars(times, SEED);
  return {
    ts: BigInt64Array.from(times, ({ utc_ms }) => BigInt(utc_ms) * 1_000_000n),
    open,
    high,
    low,
    close,
    volume: Float64Array.from(volume, Number),
  };
}

/**
 * @param {number[]} values at least one
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return /** @type {number} */ (sorted[Math.floor(sorted.length / 2)]);
}
