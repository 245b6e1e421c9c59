/** Scripts that try to hang, break or fool the engine, in wasm; a first line says what must happen. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { attackTable, failedAttacks, keepAttacks } from './attack-table';
import { loadBars, NORMAL, run, tryAttack } from './attacks.mjs';
import type { Tried } from './attacks.mjs';

const FOLDER = join(import.meta.dirname, '../fixtures/attacks');
const WASM = join(import.meta.dirname, '../../engine-wasm/pkg/engine_bg.wasm');
/** A hang is what the test is against; the goal is 2 s. */
const HANG_MS = 20_000;

let engine: Engine;
let normal: string;
const all: Tried[] = [];

beforeAll(async () => {
  await init({ module_or_path: readFileSync(WASM) });
  engine = new Engine();
  loadBars(engine);
  normal = run(engine, NORMAL).result;
});

afterAll(() => {
  process.stdout.write(`${attackTable('Node', all)}\n`);
  keepAttacks('node', all);
});

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.lua'));

test('there are attacks to try', () => {
  expect(files.length).toBeGreaterThanOrEqual(450);
});

test.each(files)(
  '%s ends as it must, and a normal script after it gives the same bytes',
  (file) => {
    const tried = tryAttack(engine, file, readFileSync(join(FOLDER, file)).toString(), normal);
    all.push(tried);
    expect(failedAttacks([tried])).toEqual([]);
  },
  HANG_MS,
);
