import type { SettingsInput } from '../protocol';

/** Settings of money and orders that a replay or a run like the baseline needs, told by its files or not. */
const NEEDED = [
  'initial_balance',
  'max_position',
  'commission_round_turn',
  'slippage_per_contract',
  'contract_multiplier',
  'margin_per_contract',
  'margin_mode',
  'enforce_margin',
];

/** Takes what the baseline's files do not tell from the person's own settings, and says which. */
export function fillUnknown(
  known: SettingsInput,
  own: SettingsInput,
): { settings: SettingsInput; assumed: string[] } {
  const assumed = NEEDED.filter((name) => known[name] === undefined);
  const taken = assumed.flatMap((name): [string, string][] => {
    const value = own[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { settings: { ...known, ...Object.fromEntries(taken) }, assumed };
}
