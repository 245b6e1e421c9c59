/** The same file, script and settings give the same bytes natively and in wasm, after any history. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { JUNK, loadBars, textsOf } from './same-bytes.mjs';
import type { Case } from './same-bytes.mjs';

const ROOT = join(import.meta.dirname, '../..');
const FIXTURES = join(ROOT, 'tests/fixtures/same-bytes');
const cases = JSON.parse(readFileSync(join(FIXTURES, 'runs.json'), 'utf8')) as Case[];
const bars = readFileSync(join(FIXTURES, 'bars.csv'), 'utf8');
/** The native test program is compiled first where it is missing: minutes. */
const COMPILE_MS = 900_000;

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'moontest-'));
  execFileSync('cargo', ['test', '--quiet', '-p', 'moontest-engine', '--test', 'same_bytes'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { CARGO_TARGET_DIR: 'target', ...process.env, MOONTEST_RESULTS: folder },
  });
  await init({ module_or_path: readFileSync(join(ROOT, 'engine-wasm/pkg/engine_bg.wasm')) });
  engine = new Engine();
  loadBars(engine, bars);
}, COMPILE_MS);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(cases.map((one, index) => ({ ...one, index })))(
  '$name: wasm gives the bytes of the native build',
  ({ index, ...one }) => {
    const native = readFileSync(join(folder, `${String(index)}.json`), 'utf8');
    expect(native.length).toBeGreaterThan(1000);
    // Compared whole: a difference in one digit would be lost in a diff of megabytes.
    expect(textsOf(engine, one, 97) === native).toBe(true);
  },
);

test('slices of other sizes, runs before and another engine change no byte', () => {
  const other = new Engine();
  loadBars(other, bars);
  const plain = cases.map((one) => textsOf(engine, one, 64));
  for (const junk of JUNK) textsOf(other, junk, 200);
  const after = cases.map((one) => {
    textsOf(other, JUNK[0] ?? one, 1000);
    return textsOf(other, one, 5000);
  });
  expect(after.map((text, index) => text === plain[index])).toEqual(cases.map(() => true));
  other.free();
});
