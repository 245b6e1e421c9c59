/** What comes with the page: one synthetic data file and a few scripts. */

import type { DataFile } from './data';

const SAMPLE_DATA = 'mes-1m.parquet';

export const SAMPLE_SCRIPT = 'ema_cross.lua';

export interface Example {
  name: string;
  title: string;
  /** The idea in one line. */
  about: string;
}

export const EXAMPLES: Example[] = [
  example(SAMPLE_SCRIPT, 'EMA cross', 'long above a slow average, short below'),
  example('channel_breakout.lua', 'Channel breakout', 'buy a new high, leave at a new low'),
  example('hull_pullback.lua', 'Hull trend, ATR pullback', 'buy a dip within a rising trend'),
  example('zscore_reversion.lua', 'Z-score reversion', 'what is far from its mean comes back'),
  example('trailing_stop.lua', 'Trailing stop', 'in on a crossing, out some ATRs behind the best'),
  example('opening_range.lua', 'Opening range', 'break of the first half hour, once a day'),
  example('overnight.lua', 'Overnight', 'hold from evening to morning only'),
  example('volume_surge.lua', 'Volume surge', 'follow unusual volume for 45 bars'),
  example('vwap_fade.lua', 'VWAP fade', 'back to the volume-weighted price, with a stop'),
  example('coin_flip.lua', 'Coin flip', 'chance alone: the rule to beat'),
];

function example(name: string, title: string, about: string): Example {
  return { name, title, about };
}

export async function fetchSample(): Promise<DataFile> {
  const response = await fetchPart(`./sample/${SAMPLE_DATA}`);
  return { name: SAMPLE_DATA, blob: await response.blob(), isSample: true };
}

export async function fetchScript(name: string): Promise<string> {
  const response = await fetchPart(`./scripts/${name}`);
  return response.text();
}

async function fetchPart(path: string): Promise<Response> {
  const response = await fetch(path).catch(() => null);
  if (response?.ok) return response;
  const status = response === null ? 'no answer' : `status ${String(response.status)}`;
  throw new Error(`${path} could not be fetched (${status})`);
}
