/** Settings that come with a shared strategy: checked against the engine's table, and never above the reader's limits. */

import type { SettingInfo, SettingsInput } from '../protocol';
import { Malformed } from './strategy';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const LONGEST_TEXT = 200;

/** One setting's text, a number within what the form allows. Throws `Malformed`. */
export function settingText(name: string, value: unknown, table: SettingInfo[]): string {
  const info = table.find((one) => one.name === name);
  if (info === undefined) throw new Malformed('it has a setting that this Moontest doesn’t know');
  if (typeof value !== 'string' || value.length > LONGEST_TEXT || /[\p{Cc}\p{Cs}]/u.test(value)) {
    throw new Malformed(`its setting ${name} is not text`);
  }
  const text = value.trim();
  if (info.kind === 'choice' || info.kind === 'boolean') {
    if (!info.choices.includes(text)) throw new Malformed(`its setting ${name} is unknown`);
    return text;
  }
  if (info.kind === 'text' || text === info.default) return text;
  const number = NUMBER.test(text) ? Number(text) : NaN;
  const isWhole = info.kind !== 'integer' || Number.isInteger(number);
  if (!Number.isFinite(number) || !isWhole) throw new Malformed(`its setting ${name} is no number`);
  const within = Math.min(Math.max(number, info.min ?? -Infinity), info.max ?? Infinity);
  return within === number ? text : String(within);
}

/** A limit that was asked for and is not granted. */
export interface Lowered {
  name: string;
  asked: string;
  used: string;
}

/** What a script may use; 0 of a total is no limit. */
const LIMITS: { name: string; size: (value: number) => number }[] = [
  { name: 'fuel_per_bar', size: (value) => value },
  { name: 'fuel_total', size: (value) => (value === 0 ? Infinity : value) },
  { name: 'memory_mb', size: (value) => value },
];

/** The settings with no limit above the reader's own, who alone may raise it. */
export function withinLimits(
  settings: SettingsInput,
  own: SettingsInput,
  table: SettingInfo[],
): { settings: SettingsInput; lowered: Lowered[] } {
  const allowed = { ...settings };
  const lowered: Lowered[] = [];
  for (const { name, size } of LIMITS) {
    const base = table.find((info) => info.name === name)?.default ?? '0';
    const asked = settings[name] ?? base;
    const used = own[name] ?? base;
    // A limit of the reader's own that is below the usual one was meant for their own scripts too.
    if (size(Number(asked)) <= size(Number(used))) continue;
    allowed[name] = used;
    lowered.push({ name, asked, used });
  }
  return { settings: allowed, lowered };
}

/** Names and both values of what differs; what is left out is the engine's default. */
export function differingSettings(
  one: SettingsInput,
  other: SettingsInput,
  table: SettingInfo[],
): { name: string; one: string; other: string }[] {
  return table
    .map(({ name, default: base }) => ({
      name,
      one: one[name] ?? base,
      other: other[name] ?? base,
    }))
    .filter((both) => !alike(both.one, both.other));
}

/** Whether two texts are the same, or the same number. */
export function alike(one: string, other: string): boolean {
  return one === other || (NUMBER.test(one) && NUMBER.test(other) && Number(one) === Number(other));
}
