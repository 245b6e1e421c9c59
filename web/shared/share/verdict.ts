/** Whether a run gave what was claimed, and if not, what differs. */

import type { ResultHead, RunFingerprints, RunRequest, SettingInfo } from '../protocol';
import { alike, differingSettings } from './settings';
import type { Claim, SharedStrategy } from './strategy';

/** The reader's run: what was asked for and what came out. */
export interface OwnRun extends RunFingerprints {
  request: RunRequest;
  head: Pick<ResultHead, 'engine' | 'data' | 'metrics'>;
}

export type Part = 'data' | 'script' | 'settings' | 'params' | 'engine' | 'result' | 'claim';

export interface Difference {
  part: Part;
  /** One sentence. */
  text: string;
}

export interface Verdict {
  isReproduced: boolean;
  /** The result's bytes are equal, whatever went in. */
  isSameResult: boolean;
  differences: Difference[];
  /** Headline numbers that are not the claimed ones. */
  metrics: { name: string; claimed: number | null; own: number | null }[];
}

export function verdictOn(
  shared: SharedStrategy,
  claim: Claim,
  own: OwnRun,
  table: SettingInfo[],
): Verdict {
  const metrics = Object.entries(claim.metrics)
    .map(([name, claimed]) => ({ name, claimed, own: metricOf(own, name) }))
    .filter((one) => one.claimed !== one.own);
  const differences = inputDifferences(shared, claim, own, table);
  const isSameResult = claim.result === own.result;
  if (differences.length === 0 && claim.inputs !== own.inputs) {
    differences.push({ part: 'settings', text: 'What went into the run differs.' });
  }
  if (differences.length === 0 && !isSameResult) {
    differences.push({
      part: 'result',
      text: 'All that went in is the same, and yet the result is not the one claimed.',
    });
  }
  if (isSameResult && metrics.length > 0) {
    differences.push({
      part: 'claim',
      text: 'The claimed numbers are not those of the result they stand for.',
    });
  }
  return { isReproduced: differences.length === 0, isSameResult, differences, metrics };
}

/** A claim may name anything. */
function metricOf({ head }: OwnRun, name: string): number | null {
  return Object.hasOwn(head.metrics, name) ? (head.metrics[name] ?? null) : null;
}

function inputDifferences(
  shared: SharedStrategy,
  claim: Claim,
  own: OwnRun,
  table: SettingInfo[],
): Difference[] {
  const found: Difference[] = [];
  if (claim.engine !== own.head.engine) {
    found.push({
      part: 'engine',
      text: `The engine was ${claim.engine} and is ${own.head.engine}.`,
    });
  }
  if (claim.data !== own.data) found.push({ part: 'data', text: dataText(claim, own) });
  if (shared.script !== own.request.script) {
    found.push({ part: 'script', text: 'The script is not the shared one.' });
  }
  const settings = differingSettings(shared.settings, own.request.settings, table);
  for (const { name, one, other } of settings) {
    const text = `The setting ${name} was ${shown(one)} and is ${shown(other)}.`;
    found.push({ part: 'settings', text });
  }
  const names = new Set([...Object.keys(shared.params), ...Object.keys(own.request.params)]);
  for (const name of [...names].sort()) {
    const was = shared.params[name];
    const is = own.request.params[name];
    if (was !== undefined && is !== undefined && alike(was, is)) continue;
    const text = `The param ${name} was ${shown(was)} and is ${shown(is)}.`;
    found.push({ part: 'params', text });
  }
  return found;
}

function dataText(claim: Claim, own: OwnRun): string {
  const { rows, first_ts, last_ts } = own.head.data;
  if (claim.rows !== rows) {
    const counts = `${claim.rows.toLocaleString('en')} bars were used, now ${rows.toLocaleString('en')}`;
    return `The data is another: ${counts}.`;
  }
  const isSpanSame = claim.first_ts === first_ts && claim.last_ts === last_ts;
  return isSpanSame
    ? 'The data is another: as many bars of the same span, with other values or columns.'
    : 'The data is another: as many bars, of another span.';
}

function shown(text: string | undefined): string {
  if (text === undefined) return 'the script’s own';
  return text === '' ? 'none' : text;
}
