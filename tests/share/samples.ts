/** A table of settings as the engine has it, and a strategy as one would share it. */

import { readFileSync } from 'node:fs';
import type { SettingInfo } from '../../web/shared/protocol';
import type { Claim, SharedStrategy } from '../../web/shared/share/strategy';

export function setting(
  name: string,
  kind: SettingInfo['kind'],
  changes: Partial<SettingInfo> = {},
): SettingInfo {
  const bounds = { min: null, max: null };
  const rest = { unit: '', default: '0', choices: [], help: '', group: 'account' as const };
  return { name, kind, ...rest, ...bounds, ...changes };
}

export const TABLE: SettingInfo[] = [
  setting('fill', 'choice', { default: 'next_open', choices: ['next_open', 'same_close'] }),
  setting('enforce_margin', 'boolean', { default: 'true', choices: ['true', 'false'] }),
  setting('initial_balance', 'number', { default: '10000', min: 0 }),
  setting('fee_bps', 'number', { min: 0, max: 10_000 }),
  setting('limit', 'integer', { default: '', min: 0, max: Number.MAX_SAFE_INTEGER }),
  setting('timezone', 'text', { default: 'UTC' }),
  setting('fuel_per_bar', 'integer', { default: '10000000', min: 1, max: 50_000_000 }),
  setting('fuel_total', 'integer', { min: 0, max: Number.MAX_SAFE_INTEGER }),
  setting('memory_mb', 'integer', { default: '64', min: 1, max: 256 }),
];

export const CLAIM: Claim = {
  engine: 'moontest 0.1.0',
  data_name: 'mes-1m.parquet',
  is_sample: true,
  rows: 110_400,
  first_ts: '1767312000000000000',
  last_ts: '1776988740000000000',
  data: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  inputs: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
  result: 'fd61a03af4f77d870fc21e05e7e80678095c92d808cfb3b5c279ee04c74aca13',
  metrics: {
    total_pnl: -1234.5678901234567,
    total_return: -0.12345678901234568,
    buy_and_hold_pnl: 987.6543209876543,
    max_drawdown: 0.18765432109876543,
    sharpe: -1.2345678901234567,
    profit_factor: null,
    win_rate: 0.36363636363636365,
    trades: 312,
  },
};

export const STRATEGY: SharedStrategy = {
  name: 'ema_cross.lua',
  script: readFileSync('public/scripts/ema_cross.lua', 'utf8'),
  settings: { fill: 'same_close', fee_bps: '2.5', timezone: 'America/New_York' },
  params: { fast: '3', 'ganz großer Wert': '−1 €' },
  choices: { columns: { close: 'last', timestamp: 'none' }, symbol: 'B', time_unit: 'ms' },
  claim: CLAIM,
};
