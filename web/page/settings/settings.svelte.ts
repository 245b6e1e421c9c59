/** The settings of the next run: a preset, and what the person changed. All as text; the engine judges it. */

import type { SettingInfo, SettingsInput } from '../../shared/protocol';
import {
  effectiveSettings,
  formSettings,
  grouped,
  nearestPreset,
  PRESETS,
  presetFor,
  profileOf,
  type PresetChoice,
  type PresetName,
} from '../presets';

export class SettingsState {
  choice = $state<PresetChoice>('auto');
  edits = $state.raw<SettingsInput>({});
  /** Overrides of the script's params by name. */
  params = $state.raw<Record<string, string>>({});
  /** The engine's table, once it is there. */
  table = $state.raw<SettingInfo[]>([]);
  /** The market loaded, which `auto` goes by. */
  market = $state.raw<{ symbol: string | null; fileName: string }>({ symbol: null, fileName: '' });

  readonly fitting = $derived(presetFor(this.market.symbol, this.market.fileName));
  readonly preset = $derived(this.choice === 'auto' ? this.fitting : this.choice);
  readonly effective = $derived(effectiveSettings(this.preset, this.edits));
  readonly profile = $derived(profileOf(this.effective));
  /** Repairs of the data; profile reference knows none. */
  readonly fixes = $derived(
    this.profile === 'standard' ? (this.effective.data_fixes ?? '').trim() : '',
  );
  readonly groups = $derived(grouped(formSettings(this.table, this.profile)));
  readonly edited = $derived(Object.keys(this.edits).length);

  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The text a field starts from: the preset's, else the engine's default. */
  base(info: SettingInfo): string {
    return PRESETS[this.preset].values[info.name] ?? info.default;
  }

  value(info: SettingInfo): string {
    return this.edits[info.name] ?? this.base(info);
  }

  set(info: SettingInfo, text: string): void {
    const rest = without(this.edits, info.name);
    this.edits = text === this.base(info) ? rest : { ...rest, [info.name]: text };
    this.#changed();
  }

  /** Says which part of the file is in use: these offset and limit, or all. */
  setPart(values: SettingsInput): void {
    for (const info of this.table) {
      if (info.name !== 'offset' && info.name !== 'limit') continue;
      const text = values[info.name] ?? this.base(info);
      if (text !== this.value(info)) this.set(info, text);
    }
  }

  /** Chooses a preset: the person's own changes are dropped, so that what is shown is the preset. */
  choose(choice: PresetChoice): void {
    this.choice = choice;
    this.edits = {};
    this.#changed();
  }

  /** Takes settings as a whole: as the preset nearest to them, and what differs from it. */
  adopt(settings: SettingsInput): void {
    const { preset, edits } = nearestPreset(settings, this.table);
    this.choice = preset;
    this.edits = edits;
    this.#changed();
  }

  /** Takes a preset with changes to it, as they were saved or come from another run. */
  take(choice: PresetChoice, edits: SettingsInput): void {
    this.choice = choice;
    this.edits = edits;
    this.#changed();
  }

  reset(): void {
    this.edits = {};
    this.#changed();
  }

  /** Takes the settings and params of an earlier run. */
  bringBack(preset: PresetName, edits: SettingsInput, params: Record<string, string>): void {
    this.choice = preset;
    this.edits = edits;
    this.params = params;
    this.#changed();
  }

  /** Overrides one param; null goes back to the script's own value. */
  setParam(name: string, text: string | null): void {
    const rest = without(this.params, name);
    this.params = text === null ? rest : { ...rest, [name]: text };
    this.#changed();
  }

  resetParams(): void {
    this.params = {};
    this.#changed();
  }
}

function without(record: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
