import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flips, holes, randomBelow, truncations } from './damage';
import { buildReader, Reader } from './reader';

const ZOO = join(import.meta.dirname, '../fixtures/zoo');
const SEED = 20_240_102;

/** One file of each codec, encoding and way to hold times and texts. */
const KINDS = [
  'bss',
  'comp_brotli',
  'comp_lz4',
  'comp_snappy',
  'decimal256',
  'delta',
  'delta_ba',
  'duckdb_uncompressed',
  'duckdb_v2_zstd',
  'fastparquet_int96',
  'large_string_view',
  'metatrader',
  'nulls_prices',
  'page_index_crc',
  'pandas_Int64_nullable',
  'polars_gzip',
];

const CODES = ['CORRUPT', 'ENCRYPTED', 'NOT_PARQUET', 'NO_OHLC', 'NO_ROWS', 'TRUNCATED'];
const RARE_CODES = ['NESTED', 'TOO_LARGE', 'UNSUPPORTED_CODEC'];

const reader = new Reader();

beforeAll(buildReader);
afterAll(() => reader.close());

test.each(KINDS)(
  '%s damaged is a typed error or a whole table, and harms no later load',
  async (kind) => {
    const file = new Uint8Array(readFileSync(join(ZOO, `${kind}.parquet`)));
    const sound = await reader.read(file);
    const random = randomBelow(SEED);
    const damaged = [
      ...truncations(file, 5),
      ...holes(file, 4, random),
      ...flips(file, 12, random),
    ];
    for (const { what, bytes } of damaged) {
      const { error, rows } = await reader.read(bytes);
      if (error) expect([...CODES, ...RARE_CODES], what).toContain(error.code);
      else expect(rows, what).toBe(sound.rows);
      if (what.startsWith('cut')) expect(['TRUNCATED', 'NOT_PARQUET'], what).toContain(error?.code);
    }
    expect(await reader.read(file)).toEqual(sound);
  },
);

test('the same seed damages the same places', () => {
  const file = new Uint8Array(readFileSync(join(ZOO, 'comp_snappy.parquet')));
  const places = (): string[] => flips(file, 3, randomBelow(7)).map(({ what }) => what);
  expect(places()).toEqual(places());
});
