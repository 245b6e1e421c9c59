import { expect, test } from 'vitest';
import { checkFooter, countOverlaps } from '../../web/worker/parquet/metadata';
import { reportFile } from '../../web/worker/parquet/inspect';
import { plain } from '../../web/worker/parquet/draft';
import { placed } from '../../web/worker/parquet/place';
import { quoted, type FileProblem } from '../../web/worker/parquet/problem';
import type { ChunkInfo, Footer } from '../../web/worker/parquet/footer';
import type { OpenFile } from '../../web/worker/parquet/open';
import type { ColumnPlan, Slice } from '../../web/shared/protocol';
import { fixture, host } from './fixtures';

test.each([
  ['bad_zero_bytes', 'EMPTY_FILE', 'The file is empty.'],
  ['bad_4_bytes', 'NOT_PARQUET', 'too short'],
  ['bad_csv_renamed', 'NOT_PARQUET', 'it looks like CSV'],
  ['bad_feather_renamed', 'NOT_PARQUET', 'it is Feather'],
  ['bad_gz_of_parquet', 'NOT_PARQUET', 'gzip'],
  ['bad_zip_renamed', 'NOT_PARQUET', 'zip archive'],
  ['bad_html_404', 'NOT_PARQUET', 'web page'],
  ['bad_truncated_1', 'TRUNCATED', 'it was cut off'],
  ['bad_footer_ff', 'CORRUPT', "The footer can't be read"],
  ['bad_footer_len_max', 'CORRUPT', '4,294,967,295 bytes'],
  ['bad_page_header_snappy', 'CORRUPT', 'a page whose header'],
  ['bomb_chunk_size_negative', 'CORRUPT', 'lies outside of the file'],
  ['bomb_codec_unknown', 'UNSUPPORTED_CODEC', 'codec number 99'],
  ['bomb_num_rows_2e9', 'CORRUPT', 'claims 2,000,000,000 rows, but column "timestamp" has 200'],
  ['bomb_num_rows_footer', 'CORRUPT', 'claims 1,099,511,627,776 rows, but its row groups hold 200'],
  ['bomb_schema_num_children', 'CORRUPT', 'the schema is no tree'],
  ['encrypted_plain_footer', 'ENCRYPTED', 'write it without encryption'],
  ['rows0', 'NO_ROWS', 'The file has no rows.'],
])('%s is %s and says "%s"', async (name, code, words) => {
  // The times are text, so that the pages of a column are seen too.
  const report = await reportFile(fixture(name), { columns: { timestamp: 'close' } }, host);
  expect(report.error?.code).toBe(code);
  expect(report.error?.message).toContain(words);
});

test('wrong first bytes alone are no reason to refuse', async () => {
  const report = await reportFile(fixture('bad_magic_head'), {}, host);
  expect([report.error, report.rows]).toEqual([null, 200]);
});

function chunk(changes: Partial<ChunkInfo>): ChunkInfo {
  return {
    path: 'close',
    type: 5,
    codec: 1,
    values: 10,
    compressed: 100,
    uncompressed: 80,
    start: 4,
    min: null,
    max: null,
    nulls: null,
    ...changes,
  };
}

function footer(rows: number, columns: ChunkInfo[]): Footer {
  return {
    rows,
    rowGroups: [{ rows, columns }],
    encrypted: false,
    createdBy: '',
    schema: '',
    pandas: null,
  };
}

/** Plans a read of numbered bars: nothing of the file but its footer is looked at. */
function place(of: Footer, names: string[], slice?: Slice): Promise<ColumnPlan> {
  const columns = names.map((name) => plain(name, 'extra'));
  const draft = { profile: 'standard' as const, columns, symbol: null, ...(slice && { slice }) };
  return placed({ footer: of } as OpenFile, [], draft);
}

test('31,250,000 rows of six columns are 1.5 GB and fit; of one row more a part is offered', async () => {
  expect(await place(footer(31_250_000, []), [])).toMatchObject({ rows: 31_250_000, first_row: 0 });
  await expect(place(footer(31_250_001, []), [])).rejects.toMatchObject({
    code: 'TOO_LARGE',
    message:
      '31,250,001 rows need 1.5 GB of memory, more than the 1.5 GB there are; take a part of the file, such as its last 31,000,000 rows.',
    slice: { last: 31_000_000 },
  });
});

test('the part offered of a file that is too large is one that fits', async () => {
  const large = footer(100_000_000, []);
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
  const refused = await place(large, names).catch((error: unknown) => error as FileProblem);
  expect(refused).toMatchObject({ slice: { last: 18_000_000 } });
  expect(await place(large, names, { last: 18_000_000 })).toMatchObject({
    rows: 18_000_000,
    first_row: 82_000_000,
    file_rows: 100_000_000,
  });
  await expect(place(large, names, { first: 19_000_000 })).rejects.toMatchObject({
    message: expect.stringContaining('19,000,000 rows need 1.5 GB') as string,
    slice: { last: 18_000_000 },
  });
});

test('a column of long texts counts with its bytes, but only where it is needed', async () => {
  const wide = footer(10, [chunk({ path: 'note', uncompressed: 2e9 })]);
  await place(wide, ['close']);
  await expect(place(wide, ['note'])).rejects.toThrow('10 rows need 2.0 GB');
  await place(wide, ['note'], { first: 7 });
});

test('a chunk past the end of the file is refused', () => {
  checkFooter(footer(10, [chunk({})]), 104);
  expect(() => {
    checkFooter(footer(10, [chunk({})]), 103);
  }).toThrow('lies outside of the file');
});

test('LZO is named as what it is', () => {
  expect(() => {
    checkFooter(footer(10, [chunk({ codec: 3 })]), 1000);
  }).toThrow('codec LZO');
});

test('chunks that share bytes are counted', () => {
  const columns = [chunk({ start: 4 }), chunk({ start: 103 }), chunk({ start: 203 })];
  expect(countOverlaps(footer(10, columns))).toBe(1);
});

test('a name from a file is shown on one line and bounded', () => {
  expect(quoted('a\nb\u202e')).toBe('"a\uFFFDb\uFFFD"');
  expect(quoted('x'.repeat(200))).toHaveLength(82);
});
