import { expect, test } from 'vitest';
import { isValid, partsOf, type Piece } from '../../web/worker/parquet/arrow-array';
import { readPieces } from '../../web/worker/parquet/decode';
import { openFile, type OpenFile } from '../../web/worker/parquet/open';
import { reportFile } from '../../web/worker/parquet/inspect';
import { expected, fixture, host } from './fixtures';
import { writeBars } from './written';

type Value = string | number | boolean | null;

/** Little-endian two's complement of any width as text. */
function wholeNumber(bytes: Uint8Array, isSigned: boolean): string {
  const value = bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return String(isSigned ? BigInt.asIntN(bytes.length * 8, value) : value);
}

function half(bytes: Uint8Array): number {
  const bits = new DataView(bytes.slice().buffer).getUint16(0, true);
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  return bits & 0x8000 ? -size : size;
}

function floatText(value: number): number | string {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'nan' : 'inf';
}

function valuesOf(piece: Piece): Value[] {
  const parts = partsOf(piece);
  return Array.from({ length: piece.length }, (_, i): Value => {
    if (!isValid(piece.validity, i)) return null;
    const bytes = parts[i] ?? new Uint8Array(0);
    if (piece.format === 'b') return isValid(piece.values, i);
    if (piece.offsets) return new TextDecoder().decode(bytes);
    const view = new DataView(bytes.slice().buffer);
    if (piece.format === 'g') return floatText(view.getFloat64(0, true));
    if (piece.format === 'f') return floatText(view.getFloat32(0, true));
    if (piece.format === 'e') return half(bytes);
    return wholeNumber(bytes, !['C', 'S', 'I', 'L'].includes(piece.format));
  });
}

async function columnOf(file: OpenFile, name: string): Promise<Value[]> {
  const groups = await Promise.all(
    [...file.footer.rowGroups.keys()].map((group) => readPieces(file, group, name)),
  );
  return groups.flat().flatMap(valuesOf);
}

test.each(Object.keys(expected.types))('column %s decodes to what pyarrow reads', async (name) => {
  const file = await openFile(fixture('types'), host);
  expect(await columnOf(file, name)).toEqual(expected.types[name]);
});

test('a row group with no rows gives no pieces', async () => {
  const file = await openFile(fixture('empty_rowgroup_between'), host);
  expect(file.footer.rowGroups.map(({ rows }) => rows)).toEqual([100, 0, 100]);
  expect(await readPieces(file, 1, 'close')).toEqual([]);
});

test('of two columns of one name the first is read, and a longer name is not mixed up', async () => {
  const twins = await openFile(fixture('dup_cols'), host);
  expect((await columnOf(twins, 'close')).length).toBe(200);
  const prefixed = await openFile(fixture('prefix_cols'), host);
  expect(await columnOf(prefixed, 'close')).toEqual(expected.closes['prefix_cols.parquet']);
});

test('codes of a dictionary mean other names in each row group', async () => {
  const file = await openFile(fixture('symbol_dict_per_rowgroup'), host);
  const names = await columnOf(file, 'symbol');
  expect([names[0], names[200]]).toEqual(['ZZ', 'AA']);
});

test('a row group that is not there is an error, not a trap', async () => {
  const file = await openFile(fixture('comp_snappy'), host);
  await expect(readPieces(file, 7, 'close')).rejects.toThrow('There is no row group 7.');
});

test('a column whose name begins with a byte order mark is read by that name', async () => {
  const timeName = '\uFEFFtimestamp';
  const written = writeBars({ ts: [60_000, 120_000], close: [1, 2], groupRows: 2, timeName });
  const report = await reportFile(written, {}, host);
  expect([report.error, report.roles.timestamp]).toEqual([null, timeName]);
  expect(await columnOf(await openFile(written, host), timeName)).toEqual(['60000', '120000']);
});

test('lists hold no plain values, and bytes are read as the text they may be', async () => {
  const file = await openFile(fixture('types'), host);
  await expect(readPieces(file, 0, 'list')).rejects.toThrow('Column "list" holds no plain values.');
  expect((await readPieces(file, 0, 'raw')).map(({ format }) => format)).toEqual(['u']);
});
