/** Takes a shared strategy out of untrusted JSON: known fields only, copied, each checked. */

import { ROLES, TIME_UNITS, type FileChoices, type SettingInfo } from '../protocol';
import { settingText } from './settings';
import { Malformed, type Claim, type SharedStrategy } from './strategy';

type Fields = Record<string, unknown>;

const LONGEST_NAME = 200;
const LONGEST_VALUE = 1_000;
const MOST_ENTRIES = 100;

/** Throws `Malformed` with what is wrong, as the end of a sentence. */
export function readStrategy(value: unknown, table: SettingInfo[]): SharedStrategy {
  const fields = record(value, 'strategy');
  return {
    name: shown(fields.name, 'name'),
    script: script(fields.script),
    settings: Object.fromEntries(
      entries(fields.settings, 'settings').map(([name, text]) => [
        name,
        settingText(name, text, table),
      ]),
    ),
    params: Object.fromEntries(
      entries(fields.params, 'params').map(([name, text]) => [
        exact(name, 'params'),
        exact(text, `params.${exact(name, 'params')}`),
      ]),
    ),
    choices: choices(fields.choices),
    claim: fields.claim == null ? null : claim(fields.claim),
  };
}

function script(value: unknown): string {
  const text = string(value, 'script', Infinity);
  if (text.trim() === '') throw new Malformed('its script is empty');
  if (/\0|\p{Cs}/u.test(text)) throw new Malformed('its script holds what is not text');
  return text;
}

function choices(value: unknown): SharedStrategy['choices'] {
  const fields = value == null ? {} : record(value, 'choices');
  const columns: FileChoices['columns'] = {};
  for (const [role, name] of entries(fields.columns, 'choices.columns')) {
    const known = ROLES.find((one) => one === role);
    if (known === undefined) throw new Malformed('its choices.columns name an unknown role');
    columns[known] = exact(name, 'choices.columns');
  }
  const unit = TIME_UNITS.find((one) => one === fields.time_unit);
  if (fields.time_unit != null && unit === undefined) {
    throw new Malformed('its choices.time_unit is unknown');
  }
  return {
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(fields.symbol != null && { symbol: exact(fields.symbol, 'choices.symbol') }),
    ...(fields.timezone != null && { timezone: zone(fields.timezone) }),
    ...(unit !== undefined && { time_unit: unit }),
  };
}

function zone(value: unknown): string {
  const name = exact(value, 'choices.timezone');
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    throw new Malformed('its choices.timezone is unknown');
  }
}

function claim(value: unknown): Claim {
  const fields = record(value, 'claim');
  const metrics = Object.entries(record(fields.metrics, 'claim.metrics')).map(
    ([name, metric]): [string, number | null] => {
      if (!/^[a-z][a-z0-9_]{0,39}$/.test(name))
        throw new Malformed('its claim.metrics are unknown');
      return [name, metric === null ? null : finite(metric, `claim.metrics.${name}`)];
    },
  );
  if (metrics.length > MOST_ENTRIES) throw new Malformed('its claim.metrics are too many');
  const rows = finite(fields.rows, 'claim.rows');
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Malformed('its claim.rows is no count');
  return {
    engine: shown(fields.engine, 'claim.engine'),
    data_name: shown(fields.data_name, 'claim.data_name'),
    is_sample: fields.is_sample === true,
    rows,
    first_ts: time(fields.first_ts, 'claim.first_ts'),
    last_ts: time(fields.last_ts, 'claim.last_ts'),
    data: hash(fields.data, 'claim.data'),
    inputs: hash(fields.inputs, 'claim.inputs'),
    result: hash(fields.result, 'claim.result'),
    metrics: Object.fromEntries(metrics),
  };
}

function record(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Malformed(`something is wrong with its ${where}`);
  }
  // Own fields only: what a JSON text calls `__proto__` is such a one, and nothing here asks for it.
  return Object.fromEntries(Object.entries(value));
}

function entries(value: unknown, where: string): [string, unknown][] {
  if (value == null) return [];
  const found = Object.entries(record(value, where));
  if (found.length > MOST_ENTRIES) throw new Malformed(`its ${where} are too many`);
  return found;
}

function string(value: unknown, where: string, longest: number): string {
  if (typeof value !== 'string') throw new Malformed(`its ${where} is not text`);
  if (value.length > longest) throw new Malformed(`its ${where} is too long`);
  return value;
}

/** Text that is only shown: what steers a line or turns its direction is marked. */
function shown(value: unknown, where: string): string {
  return string(value, where, LONGEST_NAME).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\u{fffd}');
}

/** Text that is looked up and must stay as it is. */
function exact(value: unknown, where: string): string {
  const text = string(value, where, LONGEST_VALUE);
  if (/[\p{Cc}\p{Cs}]/u.test(text)) throw new Malformed(`its ${where} hold what is not text`);
  if (text === '__proto__') throw new Malformed(`its ${where} hold a name that nothing has`);
  return text;
}

function finite(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new Malformed(`its ${where} is no number`);
  }
  return value;
}

function hash(value: unknown, where: string): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{64}$/.test(value)) {
    throw new Malformed(`its ${where} is no SHA-256`);
  }
  return value;
}

function time(value: unknown, where: string): string | null {
  if (value == null) return null;
  if (typeof value !== 'string' || !/^-?\d{1,19}$/.test(value)) {
    throw new Malformed(`its ${where} is no time`);
  }
  return value;
}
