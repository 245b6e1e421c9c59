import { single, type Arguments, type Flag } from './arguments';
import { UsageError } from './failure';
import type { SettingInfo, SettingsInput } from '../shared/protocol';

/** Makes the flags of a run from the engine's table of settings: kebab-case, booleans as switches. */
export function settingFlags(settings: SettingInfo[]): Flag[] {
  return settings.flatMap((setting): Flag[] => {
    const name = kebab(setting.name);
    if (setting.kind !== 'boolean') {
      const shown = setting.default === '' ? 'none' : setting.default;
      return [{ name, value: valueName(setting), help: `${setting.help} Default ${shown}.` }];
    }
    const on: Flag = { name, value: null, help: setting.help };
    const off: Flag = { name: `no-${name}`, value: null, help: `Turns --${name} off.` };
    // The switch that changes something comes first; the other one says the default aloud.
    return setting.default === 'true' ? [off, on] : [on, off];
  });
}

/** Reads the settings given; what is left out keeps the engine's default. Throws a UsageError. */
export function settingsOf(args: Arguments, settings: SettingInfo[]): SettingsInput {
  const given: SettingsInput = {};
  for (const setting of settings) {
    const name = kebab(setting.name);
    if (setting.kind === 'boolean') {
      const isOn = args.flags.has(name);
      const isOff = args.flags.has(`no-${name}`);
      if (isOn && isOff) throw new UsageError(`--${name} and --no-${name} exclude each other.`);
      if (isOn || isOff) given[setting.name] = String(isOn);
      continue;
    }
    const value = single(args, name);
    if (value === undefined) continue;
    checkKind(setting, value);
    given[setting.name] = value;
  }
  return given;
}

/** `initial_balance` → `initial-balance` */
export function kebab(name: string): string {
  return name.replaceAll('_', '-');
}

/** Catches a letter where a number belongs before any file is read; ranges are the engine's. */
function checkKind({ name, kind, choices }: SettingInfo, value: string): void {
  const flag = `--${kebab(name)}`;
  const number = value.trim() === '' ? NaN : Number(value);
  if (kind === 'number' && !Number.isFinite(number)) {
    throw new UsageError(`${flag} needs a number, but got "${value}".`);
  }
  if (kind === 'integer' && !Number.isInteger(number)) {
    throw new UsageError(`${flag} needs a whole number, but got "${value}".`);
  }
  if (kind === 'choice' && !choices.includes(value)) {
    throw new UsageError(`${flag} is one of ${choices.join(', ')}, but got "${value}".`);
  }
}

function valueName({ kind, choices }: SettingInfo): string {
  if (kind === 'choice') return choices.join('|');
  return kind === 'text' ? 'TEXT' : 'N';
}
