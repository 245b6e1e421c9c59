import type { ArrowField, ArrowMemory } from './arrow-memory';
import { byteWidth } from './arrow-type';
import type { ColumnChunk } from '../../shared/protocol';

/** A chunk that does not know yet which planned column it belongs to. */
export type Piece = Omit<ColumnChunk, 'column'>;

/** Bytes lie as text does. */
const TEXT_OF: Record<string, string> = { z: 'u', Z: 'U', vz: 'vu' };

/**
 * Reads one array out of wasm memory in the plain layouts that `ColumnChunk` allows: dictionaries are
 * resolved, string views become offsets, a start inside of a buffer is moved to its beginning.
 * Returns null for what holds no values of use (binary, lists, structs).
 */
export function readArray(memory: ArrowMemory, field: ArrowField, address: number): Piece | null {
  const array = memory.array(address);
  const { length, offset } = array;
  const [bits = 0, second = 0, third = 0] = array.buffers;
  if (field.dictionary) return resolved(memory, field, address);
  const format = TEXT_OF[field.format] ?? field.format;
  const validity = array.nulls === 0 || bits === 0 ? null : copyBits(memory, bits, offset, length);
  const piece = { length, format, validity, offsets: null };
  const width = byteWidth(format);
  if (width !== null) {
    return { ...piece, values: memory.bytes(second + offset * width, length * width) };
  }
  switch (format) {
    case 'b':
      return { ...piece, values: copyBits(memory, second, offset, length) };
    case 'u':
    case 'U': {
      const bytes = format === 'u' ? 4 : 8;
      const offsets = memory.bytes(second + offset * bytes, (length + 1) * bytes);
      return { ...piece, offsets, values: memory.bytes(third, lastOffset(offsets, bytes)) };
    }
    case 'vu':
      return { ...piece, ...copyViews(memory, array.buffers, offset, length, validity) };
    case 'n':
      return { ...piece, values: new Uint8Array(0) };
    default:
      return null;
  }
}

/** Whether the value at `place` is there. */
export function isValid(validity: Uint8Array | null, place: number): boolean {
  return validity === null || ((validity[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

/** Copies `length` bits from bit `offset` on, so that the first is bit 0 of byte 0. */
function copyBits(
  memory: ArrowMemory,
  address: number,
  offset: number,
  length: number,
): Uint8Array {
  const shift = offset & 7;
  const bytes = memory.bytes(address + (offset >> 3), (shift + length + 7) >> 3);
  if (shift === 0) return bytes;
  return Uint8Array.from({ length: (length + 7) >> 3 }, (_, i) => {
    return ((bytes[i] ?? 0) >> shift) | ((bytes[i + 1] ?? 0) << (8 - shift));
  });
}

function lastOffset(offsets: Uint8Array, bytes: number): number {
  const view = new DataView(offsets.buffer, offsets.byteOffset + offsets.byteLength - bytes);
  return bytes === 4 ? view.getInt32(0, true) : Number(view.getBigInt64(0, true));
}

/** Views of 16 bytes: length, then the text itself up to 12 bytes, else prefix, buffer and start. */
function copyViews(
  memory: ArrowMemory,
  buffers: number[],
  offset: number,
  length: number,
  validity: Uint8Array | null,
): Pick<Piece, 'format' | 'values' | 'offsets'> {
  const views = memory.bytes((buffers[1] ?? 0) + offset * 16, length * 16);
  const about = new DataView(views.buffer, views.byteOffset, views.byteLength);
  const texts = Array.from({ length }, (_, i) => {
    const size = about.getInt32(i * 16, true);
    if (!isValid(validity, i)) return new Uint8Array(0);
    if (size <= 12) return views.subarray(i * 16 + 4, i * 16 + 4 + size);
    const start = about.getInt32(i * 16 + 12, true);
    return memory.bytes((buffers[2 + about.getInt32(i * 16 + 8, true)] ?? 0) + start, size);
  });
  return joined(texts);
}

function joined(texts: Uint8Array[]): Pick<Piece, 'format' | 'values' | 'offsets'> {
  const offsets = new BigInt64Array(texts.length + 1);
  let total = 0;
  texts.forEach((text, i) => {
    total += text.length;
    offsets[i + 1] = BigInt(total);
  });
  const values = new Uint8Array(total);
  texts.forEach((text, i) => {
    values.set(text, Number(offsets[i]));
  });
  return { format: 'U', values, offsets: new Uint8Array(offsets.buffer) };
}

/** Puts the dictionary's values in place of the codes; a code's meaning holds for this array only. */
function resolved(memory: ArrowMemory, field: ArrowField, address: number): Piece | null {
  const { dictionary: meanings, ...codesField } = field;
  if (!meanings) return null;
  const codes = readArray(memory, { ...codesField, dictionary: null }, address);
  const known = readArray(memory, meanings, memory.array(address).dictionary);
  if (!codes || !known) return null;
  const { length } = codes;
  const places = integers(codes);
  const validity = new Uint8Array((length + 7) >> 3);
  let nulls = 0;
  for (let i = 0; i < length; i += 1) {
    if (isValid(codes.validity, i) && isValid(known.validity, places[i] ?? 0)) {
      validity[i >> 3] = (validity[i >> 3] ?? 0) | (1 << (i & 7));
    } else {
      places[i] = 0;
      nulls += 1;
    }
  }
  const parts = partsOf(known);
  const empty = new Uint8Array(0);
  const values = places.map((place) => parts[place] ?? empty);
  const head = { length, validity: nulls === 0 ? null : validity };
  if (known.offsets) return { ...head, ...joined(values) };
  const width = byteWidth(known.format);
  if (width === null) return null;
  const bytes = new Uint8Array(length * width);
  values.forEach((value, i) => {
    bytes.set(value, i * width);
  });
  return { ...head, format: known.format, values: bytes, offsets: null };
}

/** Splits a piece into the bytes of each value. */
export function partsOf(piece: Piece): Uint8Array[] {
  const { offsets, values, length } = piece;
  const at = boundaries(piece);
  const width = byteWidth(piece.format) ?? 0;
  return Array.from({ length }, (_, i) =>
    offsets ? values.subarray(at[i], at[i + 1]) : values.subarray(i * width, (i + 1) * width),
  );
}

function boundaries({ offsets, format, length }: Piece): number[] {
  if (!offsets) return [];
  const view = new DataView(offsets.buffer, offsets.byteOffset, offsets.byteLength);
  return Array.from({ length: length + 1 }, (_, i) =>
    format === 'U' ? Number(view.getBigInt64(i * 8, true)) : view.getInt32(i * 4, true),
  );
}

/** Reads whole numbers of any width, and the counts of timestamps; numbers past 2⁵³ are rounded. */
export function integers({ values, format, length }: Piece): number[] {
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  const read: Record<string, (i: number) => number> = {
    c: (i) => view.getInt8(i),
    C: (i) => view.getUint8(i),
    s: (i) => view.getInt16(i * 2, true),
    S: (i) => view.getUint16(i * 2, true),
    i: (i) => view.getInt32(i * 4, true),
    I: (i) => view.getUint32(i * 4, true),
    l: (i) => Number(view.getBigInt64(i * 8, true)),
    L: (i) => Number(view.getBigUint64(i * 8, true)),
  };
  const one = read[format.startsWith('ts') ? 'l' : format];
  return one ? Array.from({ length }, (_, i) => one(i)) : [];
}
