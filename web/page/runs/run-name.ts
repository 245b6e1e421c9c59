/** Names that runs get by themselves: the script, and what was changed. */

import { PRESETS } from '../presets';
import type { RunInputs } from './kept-run';

const LONGEST = 80;

/** `ema_cross · MES · gap 1 · fee bps 5 · train`; a name that is taken gets a number. */
export function autoName(inputs: RunInputs, taken: Iterable<string>): string {
  const { script, preset, edits, params, file } = inputs;
  const changed = [...Object.entries(params), ...Object.entries(edits)].map(
    ([name, value]) => `${name.replaceAll('_', ' ')} ${value}`,
  );
  const stem = script.name.replace(/\.lua$/i, '') || 'script';
  const label = file.label === '' ? [] : [file.label];
  return freeName([stem, PRESETS[preset].label, ...changed, ...label].join(' · '), taken);
}

/** The name itself, or with ` (2)`, ` (3)`, … behind it. */
export function freeName(wanted: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  const name = runName(wanted);
  if (!names.has(name)) return name;
  let number = 2;
  while (names.has(`${name} (${number})`)) number += 1;
  return `${name} (${number})`;
}

/** A name as it may be: one line, not too long; '' when nothing is left. */
export function runName(wanted: string): string {
  // eslint-disable-next-line no-control-regex -- those are what is taken out
  const plain = wanted.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST - 1).trimEnd()}…`;
}
