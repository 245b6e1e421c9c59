import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReader, Reader } from './reader';
import type { FileReport } from '../../web/shared/protocol';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const ZOO = join(FIXTURES, 'zoo');
const ODD = join(FIXTURES, 'odd');

interface Expected {
  expect: 'ok' | 'warn' | 'ask' | 'error';
  error?: string;
  rows?: number;
  map?: Record<string, string | string[]>;
  extra?: string[];
  extra_count?: number;
  symbols?: string[];
  ts_unit?: string;
  tz?: string;
  scale?: number;
  first?: { ts_ms: number };
}

const expectedIn = (folder: string): Record<string, Expected> =>
  JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Record<string, Expected>;
const expected = expectedIn(ZOO);
const reader = new Reader();

beforeAll(buildReader);
afterAll(() => reader.close());

function outcomeOf(report: FileReport): Expected['expect'] {
  if (report.error) return 'error';
  if (report.questions.length > 0) return 'ask';
  return report.warnings.some(({ level }) => level === 'warn') ? 'warn' : 'ok';
}

test.each([
  [ZOO, 130],
  [ODD, 51],
])('the files of %s and their expectations are the same', (folder, count) => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.parquet'));
  expect(files.sort()).toEqual(Object.keys(expectedIn(folder)).sort());
  expect(files.length).toBe(count);
});

const all = [ZOO, ODD].flatMap((folder) =>
  Object.entries(expectedIn(folder)).map(([name, wanted]) => [name, folder, wanted] as const),
);

test.each(all)('%s comes to what is expected', async (name, folder, wanted) => {
  const report = await reader.read(readFileSync(join(folder, name)));
  expect(report.error?.message ?? null).toEqual(
    wanted.expect === 'error' ? expect.any(String) : null,
  );
  expect(outcomeOf(report)).toBe(wanted.expect);
  if (wanted.expect === 'error') expect(report.error?.code).toBe(wanted.error);
  const asked = report.questions.map(({ code }) => code);
  if (wanted.expect === 'ask' && wanted.error) expect(asked).toContain(wanted.error);
  if (wanted.expect === 'error') return;
  expect(report.rows).toBe(wanted.rows);
  if (wanted.map) expect(report.roles).toMatchObject(wanted.map);
  if (wanted.extra) expect(report.extra).toEqual(expect.arrayContaining(wanted.extra));
  if (wanted.extra_count !== undefined) expect(report.extra.length).toBe(wanted.extra_count);
  if (wanted.symbols) expect(report.symbols).toEqual(wanted.symbols);
  if (wanted.ts_unit) expect(report.time_unit).toBe(wanted.ts_unit);
  if (wanted.tz) expect(report.time_zone).toBe(wanted.tz);
  if (wanted.scale) expect(report.price_scale).toBe(wanted.scale);
  if (wanted.first) expect(report.first_ts).toBe(`${wanted.first.ts_ms}000000`);
});

test('after every file of the zoo a sound one is read by a thread that served others', async () => {
  const report = await reader.read(readFileSync(join(ZOO, 'comp_snappy.parquet')));
  expect([report.error, report.first_ts, report.last_ts]).toEqual([
    null,
    '1704186000000000000',
    '1704197940000000000',
  ]);
  // Only damaged pages and footers end a thread.
  const damaged = Object.values(expected).filter(({ error }) => error === 'CORRUPT').length;
  expect(reader.threads).toBeLessThanOrEqual(damaged + 1);
});
