import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { file, HOLD, json, moontest } from './program';

const root = mkdtempSync(join(tmpdir(), 'moontest-parts-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Writes a folder of copies of a file with 200 bars. */
function folder(name: string, files: string[]): string {
  for (const path of files) {
    const full = join(root, name, path);
    mkdirSync(dirname(full), { recursive: true });
    if (path.endsWith('.parquet')) copyFileSync(file('comp_snappy'), full);
    else writeFileSync(full, '');
  }
  return join(root, name);
}

test('a folder of part files is one file', () => {
  const parts = folder('bars', ['part-00000.parquet', 'part-00001.parquet', '_SUCCESS']);
  const inspected = moontest(['inspect', parts, '--json']);
  expect([inspected.exit, JSON.parse(inspected.stdout)]).toMatchObject([0, { rows: 400 }]);
  const ran = json(moontest(['run', parts, '-e', HOLD, '--json']));
  expect(ran.data.rows).toBe(400);
});

test.each([
  [
    'markets',
    ['ES.parquet', 'NQ.parquet'],
    'holds 2 data sets (markets/ES.parquet, markets/NQ.parquet); name one',
  ],
  ['nothing', ['bars.csv'], 'holds no file that ends with .parquet'],
])('a folder of %s is answered with one sentence', (name, files, sentence) => {
  const ended = moontest(['run', folder(name, files), '-e', HOLD]);
  expect(ended.exit).toBe(3);
  expect(ended.stderr).toContain(sentence);
});
