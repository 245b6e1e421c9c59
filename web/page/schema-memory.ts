/** What a person said about the columns of a file, kept for files of the same columns. */

import { TIME_UNITS, type FileChoices, type FileReport, type Role } from '../shared/protocol';
import { knownZone } from './clock';
import type { TextStore } from './draft';

const PREFIX = 'moontest.columns.';

/** Names and types in order; two files of one program have the same. */
export function schemaKey(columns: FileReport['columns']): string {
  const text = JSON.stringify(columns.map(({ name, type }) => [name, type]));
  // FNV-1a, twice with other starts: 64 bits are enough for the files of one person.
  return PREFIX + [0x811c9dc5, 0x01000193].map((start) => hash(text, start)).join('');
}

/** The choices kept for these columns; empty where there are none. Only known fields are taken. */
export function rememberedChoices(store: TextStore, columns: FileReport['columns']): FileChoices {
  let value: unknown;
  try {
    value = JSON.parse(store.getItem(schemaKey(columns)) ?? 'null');
  } catch {
    return {};
  }
  if (typeof value !== 'object' || value === null) return {};
  const { columns: roles, time_unit, timezone } = value as Record<string, unknown>;
  const unit = TIME_UNITS.find((one) => one === time_unit);
  const zone = typeof timezone === 'string' && knownZone(timezone) === timezone ? timezone : null;
  return {
    ...(typeof roles === 'object' && roles !== null && { columns: texts(roles) }),
    ...(unit !== undefined && { time_unit: unit }),
    ...(zone !== null && { timezone: zone }),
  };
}

/** Keeps what holds for every file of these columns: not the symbol, not the repairs. */
export function rememberChoices(
  store: TextStore,
  columns: FileReport['columns'],
  { columns: roles, time_unit, timezone }: FileChoices,
): void {
  try {
    store.setItem(schemaKey(columns), JSON.stringify({ columns: roles, time_unit, timezone }));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function texts(record: object): Partial<Record<Role, string>> {
  return Object.fromEntries(
    Object.entries(record).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

function hash(text: string, start: number): string {
  let sum = start;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, '0');
}
