// @ts-check
/**
 * An invented market: minute bars whose volatility clusters and has the shape of a trading day.
 *
 * Only +, −, ×, ÷, square root and integers are used, so every machine makes the same numbers.
 */

const TICK = 0.25;
const START_PRICE = 6000;
/** Steps of the price inside a bar, from which its high and low come. */
const STEPS = 8;
/** Usual return of a minute (standard deviation), averaged over the day: about 1.1 % a day. */
const MINUTE_SIGMA = 0.0003;
/** GARCH(1,1): a share of the last surprise, a share of the last variance, the rest pulls to 1. */
const SURPRISE = 0.04;
const MEMORY = 0.95;
/** A drift that turns every few hours, in units of a minute's sigma: trends to follow, and some that break. */
const DRIFT = 0.02;
const DRIFT_TURNS = 1 / 400;

/**
 * @typedef {object} Bars
 * @property {Float64Array} open
 * @property {Float64Array} high
 * @property {Float64Array} low
 * @property {Float64Array} close
 * @property {BigInt64Array} volume contracts
 */

/**
 * Makes one bar for each time.
 * @param {import('./calendar.mjs').BarTime[]} times
 * @param {number} seed
 * @returns {Bars}
 */
export function makeBars(times, seed) {
  const n = times.length;
  const random = uniform(seed);
  const result = {
    open: new Float64Array(n),
    high: new Float64Array(n),
    low: new Float64Array(n),
    close: new Float64Array(n),
    volume: new BigInt64Array(n),
  };
  let price = START_PRICE;
  let variance = 1;
  let drift = 0;
  for (const [i, { minute, opens }] of times.entries()) {
    const shape = activity(minute);
    const sigma = MINUTE_SIGMA * shape * Math.sqrt(variance);
    if (random() < DRIFT_TURNS) drift = DRIFT * normal(random);
    // What happened while the market was closed shows in the first price.
    if (opens) price *= 1 + 4 * sigma * normal(random);

    const first = toTick(price);
    let [high, low, surprise] = [first, first, 0];
    for (let step = 0; step < STEPS; step += 1) {
      const shock = normal(random);
      surprise += shock;
      price *= 1 + (sigma / Math.sqrt(STEPS)) * shock + (sigma * drift) / STEPS;
      high = Math.max(high, toTick(price));
      low = Math.min(low, toTick(price));
    }
    const squared = (surprise * surprise) / STEPS;
    result.open[i] = first;
    result.high[i] = high;
    result.low[i] = low;
    result.close[i] = toTick(price);
    result.volume[i] = contracts(shape, squared, random);
    variance = 1 - SURPRISE - MEMORY + SURPRISE * variance * squared + MEMORY * variance;
  }
  return result;
}

/**
 * How lively a minute of New York's day is, about 1 on average: quiet nights, Europe's morning, and a U from 09:30 to 16:00.
 * @param {number} minute
 */
function activity(minute) {
  const [open, close] = [9 * 60 + 30, 16 * 60];
  if (minute >= open && minute < close) {
    const fromNoon = (2 * (minute - open)) / (close - open) - 1;
    return 1.25 + 1.35 * fromNoon * fromNoon;
  }
  if (minute >= 3 * 60 && minute < open) return 0.85;
  return 0.5;
}

/**
 * @param {number} shape
 * @param {number} squared the bar's surprise, squared; 1 on average
 * @param {() => number} random
 */
function contracts(shape, squared, random) {
  const usual = 260 * shape * shape;
  return BigInt(1 + Math.floor(usual * (0.35 + 0.4 * Math.sqrt(squared)) * (0.5 + random())));
}

/** @param {number} price */
function toTick(price) {
  return Math.round(price / TICK) * TICK;
}

/**
 * A bell-shaped number of mean 0 and variance 1: twelve uniform ones added, less 6.
 * @param {() => number} random
 */
function normal(random) {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random();
  return sum;
}

/**
 * Mulberry32 (Tommy Ettinger, public domain): uniform in [0, 1), of 32 bits.
 * @param {number} seed
 */
function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
