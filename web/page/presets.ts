/** Named sets of settings, and which one fits a market. A preset holds only what differs from the engine's defaults. */

import { differingSettings } from '../shared/share/settings';
import type { Profile, SettingInfo, SettingsInput } from '../shared/protocol';

export type PresetName = 'mes' | 'es' | 'shares' | 'reference';
/** `auto`: by the symbol of the data. */
export type PresetChoice = PresetName | 'auto';

export interface Preset {
  label: string;
  values: SettingsInput;
}

export const PRESETS: Record<PresetName, Preset> = {
  mes: { label: 'MES', values: { contract_multiplier: '5', margin_per_contract: '50' } },
  es: { label: 'ES', values: { contract_multiplier: '50', margin_per_contract: '500' } },
  shares: {
    label: 'Shares, crypto',
    values: {
      contract_multiplier: '1',
      commission_round_turn: '0',
      slippage_per_contract: '0',
      fee_bps: '5',
      enforce_margin: 'false',
    },
  },
  reference: {
    label: 'Reference',
    values: { profile: 'reference', session: 'rth', auto_close_minutes: '5' },
  },
};

export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

/** A futures root, alone or with a contract: `MES`, `/MES`, `MESH4`, `mes-1m`, `ES.c.0`. */
const FUTURE = /^\/?(mes|es)(?:[fghjkmnquvxz]\d{1,4})?(?![a-z0-9])/i;

/** Picks by the symbol, or by the file's name where the file names no symbol. */
export function presetFor(symbol: string | null, fileName: string): PresetName {
  const known = symbol !== null && symbol !== '' && symbol !== 'UNKNOWN';
  const root = FUTURE.exec(known ? symbol : fileName)?.[1]?.toLowerCase();
  return root === 'mes' || root === 'es' ? root : 'shares';
}

/** Settings profile `reference` fixes; the engine refuses them there. */
const STANDARD_ONLY = new Set([
  'fill',
  'fee_bps',
  'slippage_bps',
  'liquidate_at_end',
  'data_fixes',
]);
const REFERENCE_SESSIONS = ['rth', 'globex'];

export function profileOf(settings: SettingsInput): Profile {
  return settings.profile === 'reference' ? 'reference' : 'standard';
}

/** The settings a run is asked for: the preset's, overlaid by the person's, less what the profile fixes. */
export function effectiveSettings(preset: PresetName, edits: SettingsInput): SettingsInput {
  const merged = { ...PRESETS[preset].values, ...edits };
  if (profileOf(merged) === 'standard') return merged;
  return Object.fromEntries(Object.entries(merged).filter(([name]) => !STANDARD_ONLY.has(name)));
}

/** The preset from which the fewest changes lead to these settings, with the changes. */
export function nearestPreset(
  settings: SettingsInput,
  table: SettingInfo[],
): { preset: PresetName; edits: SettingsInput } {
  const ways = PRESET_NAMES.map((preset) => {
    const { values } = PRESETS[preset];
    const changed = differingSettings(values, settings, table);
    return { preset, edits: Object.fromEntries(changed.map(({ name, other }) => [name, other])) };
  });
  const size = (way: { edits: SettingsInput }): number => Object.keys(way.edits).length;
  return ways.reduce((best, way) => (size(way) < size(best) ? way : best));
}

/** The rows of the engine's table that a form shows under a profile. */
export function formSettings(table: SettingInfo[], profile: Profile): SettingInfo[] {
  const shown = table.filter((info) => info.name !== 'params' && info.name !== 'trace_actions');
  if (profile === 'standard') return shown;
  return shown
    .filter((info) => !STANDARD_ONLY.has(info.name))
    .map((info) => (info.name === 'session' ? { ...info, choices: REFERENCE_SESSIONS } : info));
}

export interface SettingGroup {
  name: string;
  settings: SettingInfo[];
}

const GROUP_NAMES: Record<SettingInfo['group'], string> = {
  account: 'Account',
  orders: 'Orders',
  costs: 'Costs',
  session: 'Session',
  data: 'Data',
  script: 'Script',
};

/** Groups rows in the order of `GROUP_NAMES`, without empty groups. */
export function grouped(settings: SettingInfo[]): SettingGroup[] {
  return (Object.keys(GROUP_NAMES) as SettingInfo['group'][])
    .map((group) => ({
      name: GROUP_NAMES[group],
      settings: settings.filter((info) => info.group === group),
    }))
    .filter((group) => group.settings.length > 0);
}

/** `initial_balance` → `Initial balance`. */
export function settingLabel(name: string): string {
  const words = name
    .replaceAll('_', ' ')
    .replace(/\bbps\b/, '(bps)')
    .replace(/\bmb\b/, '(MiB)');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
