// @ts-check
/** wasm-pack and wasm-bindgen: from PATH in the right version, or built once into the user's cache. */

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cached } from './cache.mjs';
import { ask, root, run, step } from './steps.mjs';

const WASM_PACK = '0.15.1';

/** The command must be of the very version of the crate, or it does not understand the module. */
const WASM_BINDGEN = (() => {
  const manifest = readFileSync(join(root, 'engine-wasm/Cargo.toml'), 'utf8');
  return /^wasm-bindgen = "=(.*)"$/m.exec(manifest)?.[1] ?? '';
})();

/** An unoptimised build takes a third of the time and these tools' work is small. */
const QUICK = { CARGO_PROFILE_DEV_DEBUG: 'false', CARGO_PROFILE_DEV_STRIP: 'symbols' };

/** Returns the folder of `wasm-pack`, or null when one on PATH will do. */
export async function wasmPack() {
  // From 0.13 on `--mode no-install` takes any wasm-bindgen it finds.
  const minor = /^wasm-pack 0\.(\d+)/.exec(ask('wasm-pack', ['--version']) ?? '')?.[1];
  if (Number(minor) >= 13) return null;
  return install(`wasm-pack-${WASM_PACK}`, 'wasm-pack', [
    'wasm-pack',
    '--version',
    `=${WASM_PACK}`,
  ]);
}

/** Returns the folder of `wasm-bindgen`, or null when the one on PATH will do. */
export async function wasmBindgen() {
  if (ask('wasm-bindgen', ['--version']) === `wasm-bindgen ${WASM_BINDGEN}`) return null;
  const source = join(root, 'setup/wasm-bindgen');
  return install(`wasm-bindgen-cli-${WASM_BINDGEN}`, 'wasm-bindgen', ['--path', source]);
}

/**
 * @param {string} key
 * @param {string} command
 * @param {string[]} what
 */
async function install(key, command, what) {
  const folder = await cached(key, `bin/${command}`, (unfinished) =>
    step(`${command}, built once for this user`, async () => {
      const env = { ...QUICK, CARGO_TARGET_DIR: join(unfinished, 'target') };
      const args = ['install', '--debug', '--locked', '--root', unfinished];
      await run('cargo', [...args, ...what], { env });
      rmSync(env.CARGO_TARGET_DIR, { recursive: true });
    }),
  );
  return join(folder, 'bin');
}
