// @ts-check
/** Builds the engine: Rust and Lua in one wasm module, in engine-wasm/pkg. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { hashOf, unlessFresh } from './fresh.mjs';
import { root, run, step } from './steps.mjs';

const MODULE = 'engine-wasm/pkg/engine_bg.wasm';
const OUTPUTS = [MODULE, 'engine-wasm/pkg/engine.js', 'engine-wasm/pkg/engine.d.ts'];
/** What the module is made from. */
const INPUTS = ['engine-wasm', '.cargo', 'Cargo.toml', 'Cargo.lock', 'setup/engine.mjs'];

const WASM_PACK = [
  ...['build', 'engine-wasm', '--mode', 'no-install', '--no-opt', '--target', 'web', '--release'],
  ...['--out-name', 'engine', '--out-dir'],
];
/** Of the engine without fuel, for a benchmark. */
export const UNMETERED = 'build/unmetered';

/** Hash of all that the engine is made from. */
export const engineHash = () => hashOf(INPUTS);

/**
 * Builds the engine unless it is fresh; only then the tools are looked for.
 * @param {() => Promise<NodeJS.ProcessEnv>} tools
 */
export async function buildEngine(tools) {
  const made = await unlessFresh('engine', engineHash(), OUTPUTS, async () => {
    const env = await tools();
    await step('Engine (Rust and Lua to wasm)', () =>
      run('wasm-pack', [...WASM_PACK, 'pkg'], { env }),
    );
  });
  if (made) console.log(`    ${sizes()}`);
}

/**
 * Builds the engine without fuel into `UNMETERED`: what it costs is measured against this.
 * @param {NodeJS.ProcessEnv} tools
 */
export async function buildUnmetered(tools) {
  const env = { ...tools, MOONTEST_UNMETERED: '1', CARGO_TARGET_DIR: join(root, 'build/target') };
  await step('Engine without fuel', () =>
    run('wasm-pack', [...WASM_PACK, join(root, UNMETERED)], { env }),
  );
}

function sizes() {
  const module = readFileSync(join(root, MODULE));
  /** @param {number} bytes */
  const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
  const packed = `${kib(gzipSync(module).length)} gzip, ${kib(brotliCompressSync(module).length)} brotli`;
  return `${MODULE}: ${kib(module.length)}, ${packed}`;
}
