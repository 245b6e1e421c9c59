import type { BaselineFacts, KnownSettings } from './facts';
import type { Params } from './types';

/** Evaluations use the first so many windows, unless told otherwise. */
const EVAL_WINDOWS = 2;
const WINDOW_BARS = 512;
/** Flags of the trainers by our names. */
const FLAGS: Record<string, string> = {
  'initial-balance': 'initial_balance',
  'max-position': 'max_position',
  'commission-round-turn': 'commission_round_turn',
  'slippage-per-contract': 'slippage_per_contract',
  'margin-per-contract': 'margin_per_contract',
  'margin-mode': 'margin_mode',
  'contract-multiplier': 'contract_multiplier',
  'enforce-margin': 'enforce_margin',
  'auto-close-minutes-before-close': 'auto_close_minutes',
};

/** Trainers keep globex hours unless told otherwise, and windows when told so. */
export function paramFacts(params: Params): Partial<BaselineFacts> {
  const settings: KnownSettings = {};
  for (const [flag, name] of Object.entries(FLAGS)) {
    const value = params[flag];
    if (value !== null && value !== undefined && value !== '') settings[name] = plain(value);
  }
  const isRth = isOn(params.rth) || params.globex === false || params.globex === 'false';
  const session = isRth ? 'rth' : 'globex';
  // Without windows each of the three files is one pass.
  const isWindowed = isOn(params.windowed) || typeof params.parquet === 'string';
  if (!isWindowed) return { session, settings, windows: 1, train_windows: 1 };
  const windows = Number(params['eval-windows'] ?? EVAL_WINDOWS);
  const bars = Number(params.window ?? WINDOW_BARS);
  return {
    session,
    settings,
    windows: Number.isInteger(windows) ? windows : null,
    window_bars: Number.isInteger(bars) ? bars : null,
  };
}

/** A flag's value: numbers may stand as text. */
function plain(value: string | number | boolean): string | number | boolean {
  if (typeof value !== 'string' || value.trim() === '') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return Number.isFinite(Number(value)) ? Number(value) : value;
}

function isOn(value: string | number | boolean | null | undefined): boolean {
  return value === true || value === 'true' || value === '';
}
