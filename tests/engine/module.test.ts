/** The module itself: what it needs of its host, and what it weighs. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';

const PACKAGE = join(import.meta.dirname, '../../engine-wasm/pkg');
const module = readFileSync(join(PACKAGE, 'engine_bg.wasm'));

test('Rust and Lua are one module', () => {
  expect(readdirSync(PACKAGE).filter((name) => name.endsWith('.wasm'))).toEqual(['engine_bg.wasm']);
});

test('the module imports nothing but its own glue: no file, clock, random or environment', () => {
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module));
  expect(new Set(imports.map((one) => one.module))).toEqual(new Set(['./engine_bg.js']));
  const glue = imports.filter(({ kind }) => kind === 'function').map(({ name }) => name);
  const own =
    /^__wb(?:g___wbindgen_(?:string_get|throw)|indgen_(?:init_externref_table|generic))_?/u;
  // Arrays of a file's values are measured and copied from.
  const arrays =
    /^__wbg_(?:length|buffer|byteLength|byteOffset|new_with_byte_offset_and_length|prototypesetcall)_[0-9a-f]+$/u;
  for (const name of glue) expect(own.test(name) || arrays.test(name), name).toBe(true);
});

test('the module is at most 350 KB packed with brotli', () => {
  expect(brotliCompressSync(module).length).toBeLessThanOrEqual(350_000);
});
