import { expect, test } from 'vitest';
import { groupName, partGroups, partIndex, readPartIndex } from '../../../web/shared/part-files';

test.each([
  [
    'Spark',
    ['bars/part-00000-9f.c000.snappy.parquet', 'bars/part-00001-9f.c000.snappy.parquet'],
    'bars',
  ],
  ['dask', ['bars/part.0.parquet', 'bars/part.1.parquet', 'bars/part.10.parquet'], 'bars'],
  ['DuckDB', ['bars/data_0.parquet', 'bars/data_1.parquet'], 'bars'],
  ['polars', ['bars/00000000.parquet', 'bars/00000001.parquet'], 'bars'],
  ['Hive by date', ['bars/date=2024-01-02/a.parquet', 'bars/date=2024-01-03/a.parquet'], 'bars'],
  ['months', ['bars/ES_2024-01.parquet', 'bars/ES_2024-02.parquet'], 'bars/ES'],
  ['years in folders', ['bars/2023/es.parquet', 'bars/2024/es.parquet'], 'bars'],
])('files as %s writes them are one data set', (_, paths, name) => {
  expect(partGroups(paths.toReversed())).toEqual([paths]);
  expect(groupName(paths)).toBe(name);
});

test.each([
  ['for training and test', ['d/test.parquet', 'd/train.parquet']],
  ['of two markets', ['d/ES.parquet', 'd/NQ.parquet']],
  ['of two spacings', ['d/MES_1m.parquet', 'd/MES_5m.parquet']],
  ['of instruments by number', ['d/000001.parquet', 'd/600519.parquet']],
  ['of two markets by month', ['d/ES_2024-01.parquet', 'd/NQ_2024-01.parquet']],
  ['of two symbols by folder', ['d/symbol=ES/part-0.parquet', 'd/symbol=NQ/part-0.parquet']],
])('files %s stay apart', (_, paths) => {
  expect(partGroups(paths)).toEqual(paths.map((path) => [path]));
});

test('an index that does not tell of every byte is none', async () => {
  const read = (bytes: Uint8Array) =>
    readPartIndex(bytes.length, (start, end) => Promise.resolve(bytes.slice(start, end)));
  const joined = (body: number, sizes: number[]): Uint8Array => {
    const index = partIndex(sizes.map((size, i) => ({ name: `${i}`, size })));
    return Uint8Array.from([...new Uint8Array(body), ...index]);
  };
  expect(await read(joined(7, [3, 4]))).toEqual([
    { name: '0', size: 3 },
    { name: '1', size: 4 },
  ]);
  expect(await read(joined(7, [3, 5]))).toBeNull();
  expect(await read(joined(7, [-1, 8]))).toBeNull();
  expect(await read(new Uint8Array(40))).toBeNull();
});
