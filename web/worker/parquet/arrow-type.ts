import type { ArrowField } from './arrow-memory';

/** What a column's values can be used as. */
export type Kind =
  | 'time'
  | 'clock'
  | 'integer'
  | 'float'
  | 'decimal'
  | 'bool'
  | 'text'
  | 'null'
  | 'nested'
  | 'other';

const FIXED: Record<string, { kind: Kind; name: string; bytes: number }> = {
  c: { kind: 'integer', name: 'int8', bytes: 1 },
  C: { kind: 'integer', name: 'uint8', bytes: 1 },
  s: { kind: 'integer', name: 'int16', bytes: 2 },
  S: { kind: 'integer', name: 'uint16', bytes: 2 },
  i: { kind: 'integer', name: 'int32', bytes: 4 },
  I: { kind: 'integer', name: 'uint32', bytes: 4 },
  l: { kind: 'integer', name: 'int64', bytes: 8 },
  L: { kind: 'integer', name: 'uint64', bytes: 8 },
  e: { kind: 'float', name: 'float16', bytes: 2 },
  f: { kind: 'float', name: 'float32', bytes: 4 },
  g: { kind: 'float', name: 'float64', bytes: 8 },
  tdD: { kind: 'time', name: 'date32', bytes: 4 },
  tdm: { kind: 'time', name: 'date64', bytes: 8 },
  tts: { kind: 'clock', name: 'time32[s]', bytes: 4 },
  ttm: { kind: 'clock', name: 'time32[ms]', bytes: 4 },
  ttu: { kind: 'clock', name: 'time64[us]', bytes: 8 },
  ttn: { kind: 'clock', name: 'time64[ns]', bytes: 8 },
};

const VARIABLE: Record<string, { kind: Kind; name: string }> = {
  n: { kind: 'null', name: 'null' },
  b: { kind: 'bool', name: 'bool' },
  u: { kind: 'text', name: 'string' },
  U: { kind: 'text', name: 'large_string' },
  vu: { kind: 'text', name: 'string_view' },
  // Older writers store text without saying so.
  z: { kind: 'text', name: 'binary' },
  Z: { kind: 'text', name: 'large_binary' },
  vz: { kind: 'text', name: 'binary_view' },
  '+l': { kind: 'nested', name: 'list' },
  '+L': { kind: 'nested', name: 'large_list' },
  '+s': { kind: 'nested', name: 'struct' },
  '+m': { kind: 'nested', name: 'map' },
};

/** Bytes a value of fixed width; null for bits, text and all else. */
export function byteWidth(format: string): number | null {
  const fixed = FIXED[format];
  if (fixed) return fixed.bytes;
  if (timestampOf(format)) return 8;
  const decimal = decimalOf(format);
  return decimal ? decimal.bits / 8 : null;
}

export function kindOf(field: ArrowField): Kind {
  if (field.dictionary) return kindOf(field.dictionary);
  const { format } = field;
  if (timestampOf(format)) return 'time';
  if (decimalOf(format)) return 'decimal';
  return (FIXED[format] ?? VARIABLE[format])?.kind ?? (format.startsWith('+') ? 'nested' : 'other');
}

/** Bytes that no type calls text: they may be, but are offered to nobody. */
export function isBinary(field: ArrowField): boolean {
  return field.dictionary ? isBinary(field.dictionary) : ['z', 'Z', 'vz'].includes(field.format);
}

/** Names a type as Arrow's tools do. */
export function typeName(field: ArrowField): string {
  if (field.dictionary) return `dictionary<${typeName(field.dictionary)}>`;
  const { format } = field;
  const timestamp = timestampOf(format);
  if (timestamp) {
    return `timestamp[${timestamp.unit}${timestamp.zone === '' ? '' : `, ${timestamp.zone}`}]`;
  }
  const decimal = decimalOf(format);
  if (decimal) return `decimal${decimal.bits}(${decimal.precision}, ${decimal.scale})`;
  return (FIXED[format] ?? VARIABLE[format])?.name ?? format;
}

/** Unit (s, ms, us, ns, d) and zone (empty where none is named) of a typed time; null for others. */
export function timeOf(field: ArrowField): { unit: string; zone: string } | null {
  if (field.dictionary) return timeOf(field.dictionary);
  if (field.format === 'tdD') return { unit: 'd', zone: '' };
  if (field.format === 'tdm') return { unit: 'ms', zone: '' };
  return timestampOf(field.format);
}

function timestampOf(format: string): { unit: string; zone: string } | null {
  const match = /^ts([smun]):(.*)$/su.exec(format);
  if (!match) return null;
  const unit = match[1] ?? '';
  return { unit: unit === 's' ? 's' : `${unit}s`, zone: match[2] ?? '' };
}

function decimalOf(format: string): { precision: number; scale: number; bits: number } | null {
  const match = /^d:(\d+),(-?\d+)(?:,(32|64|128|256))?$/u.exec(format);
  if (!match) return null;
  return { precision: Number(match[1]), scale: Number(match[2]), bits: Number(match[3] ?? 128) };
}
