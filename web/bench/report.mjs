// @ts-check
/** Says what was measured, for people and for programs. */

import { arch, cpus, platform } from 'node:os';
import { BARS, PEER_BARS, REPETITIONS } from './data.mjs';

/** @typedef {import('./measure.mjs').Measured} Measured */
/** @typedef {import('./measure.mjs').Row} Row */

/** @param {Row} row */
const speed = ({ advance_s }) => Math.round(BARS / advance_s);

/**
 * Returns what `--json` prints. Ratios are Chromium's speed over the other's.
 * @param {Measured} measured
 */
export function summary({ chromium, ours, peers }) {
  const [cpu] = cpus();
  const machine = `${cpu?.model ?? 'unknown'}, ${cpus().length} cores, ${platform()} ${arch()}`;
  const bars_per_s = {
    chromium: speed(ours.chromium.reused),
    node: speed(ours.node.reused),
    native: speed(ours.native.reused),
    wasmoon: Math.round(peers.wasmoon),
    fengari: Math.round(peers.fengari),
  };
  /** @param {'wasmoon' | 'fengari' | 'native'} other */
  const ratio = (other) => Number((bars_per_s.chromium / bars_per_s[other]).toFixed(2));
  return {
    host: `${machine}, Node ${process.versions.node}, Chromium ${chromium}`,
    bars_per_s,
    ratios: { wasmoon: ratio('wasmoon'), fengari: ratio('fengari'), native: ratio('native') },
    cloned_bars_per_s: {
      chromium: speed(ours.chromium.cloned),
      node: speed(ours.node.cloned),
      native: speed(ours.native.cloned),
    },
  };
}

/**
 * Returns the report for people, a few lines.
 * @param {Measured} measured
 */
export function report(measured) {
  const { host, ratios } = summary(measured);
  const { ours, peers } = measured;
  return [
    `\nEMA cross on ${count(BARS)} bars, median of ${REPETITIONS}; ${host}\n`,
    line('', ['bars/s', 'bar loop', 'load', 'features', 'metrics', 'JSON']),
    ...Object.entries(ours).flatMap(([name, { reused, cloned }]) => [
      ownLine(`${name}, tables reused`, reused),
      ownLine(`${name}, tables cloned`, cloned),
    ]),
    line(`wasmoon, ${count(PEER_BARS)} bars`, [millions(peers.wasmoon)]),
    line(`fengari, ${count(PEER_BARS)} bars`, [millions(peers.fengari)]),
    `\nChromium is ${ratios.wasmoon} × wasmoon, ${ratios.fengari} × fengari, ${ratios.native} × native.`,
    'bars/s is of the bar loop: script, fills, costs, margin, books. load: columns into the engine; features:',
    'compiling the script and computing its two averages; metrics: all of them, the trades and months;',
    'JSON: the whole result, which only a download or the command line makes.',
    'The other two are called from JavaScript once a bar and keep a simpler account.',
  ].join('\n');
}

/**
 * @param {string} name
 * @param {Row} row
 */
function ownLine(name, row) {
  const times = [row.advance_s, row.load_s, row.start_s, row.metrics_s, row.result_s];
  const shown = times.map((time_s) =>
    time_s === undefined ? '–' : `${(time_s * 1000).toFixed(0)} ms`,
  );
  return line(name, [millions(speed(row)), ...shown]);
}

/**
 * @param {string} name
 * @param {string[]} cells
 */
const line = (name, cells) => name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join('');

/** @param {number} n */
const count = (n) => n.toLocaleString('en');

/** @param {number} bars_per_s */
const millions = (bars_per_s) => `${(bars_per_s / 1e6).toFixed(bars_per_s < 1e6 ? 3 : 2)} M`;
