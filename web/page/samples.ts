/** What comes with the page: one synthetic data file and a few scripts. */

import type { DataFile } from './data';

const SAMPLE_DATA = 'mes-1m.parquet';

export const SAMPLE_SCRIPT = 'ema_cross.lua';

export const EXAMPLES = [
  { name: SAMPLE_SCRIPT, title: 'EMA cross' },
  { name: 'channel_breakout.lua', title: 'Channel breakout' },
  { name: 'hull_pullback.lua', title: 'Hull trend, ATR pullback' },
];

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
