// @ts-check
/** Rust for this machine and for wasm32. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { ask, root, run, step, Stop } from './steps.mjs';

export const WASM_TARGET = 'wasm32-unknown-unknown';

/** Stops unless there is a Rust that is new enough for Cargo.toml's `rust-version`. */
export function requireRust() {
  const needed = /^rust-version = "(.*)"$/m.exec(
    readFileSync(join(root, 'Cargo.toml'), 'utf8'),
  )?.[1];
  const found = /^rustc (\d+\.\d+)/.exec(ask('rustc', ['--version']) ?? '')?.[1];
  if (!found || ask('cargo', ['--version']) === null) {
    throw new Stop(
      "Rust is missing: run `curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh`, then open a new shell.",
    );
  }
  if (Number(found.split('.')[1]) < Number(needed?.split('.')[1])) {
    throw new Stop(
      `Rust ${needed} or newer is needed, found ${found}: run \`rustup update stable\`.`,
    );
  }
  if (ask('cc', ['--version']) === null) {
    const how =
      process.platform === 'darwin'
        ? 'xcode-select --install'
        : 'sudo apt-get install build-essential';
    throw new Stop(`The C compiler \`cc\` is missing: run \`${how}\`.`);
  }
}

/** Stops unless `cargo fmt` and `cargo clippy` are there; rustup is asked for them. */
export async function requireLinters() {
  for (const [name, command] of [
    ['rustfmt', 'fmt'],
    ['clippy', 'clippy'],
  ]) {
    if (ask('cargo', [/** @type {string} */ (command), '--version']) !== null) continue;
    await run('rustup', ['component', 'add', /** @type {string} */ (name)]).catch(() => {
      throw new Stop(`Rust's ${name} is missing: run \`rustup component add ${name}\`.`);
    });
  }
}

/** Whether the Rust on PATH has a standard library for wasm32. */
export function rustHasWasm() {
  const sysroot = ask('rustc', ['--print', 'sysroot']);
  return sysroot !== null && existsSync(join(sysroot, 'lib/rustlib', WASM_TARGET, 'lib'));
}

/** Asks rustup for wasm32; says whether it is there now. A network without rustup's server says no at once. */
export async function addWasmByRustup() {
  if (ask('rustup', ['--version']) === null) return false;
  const env = { RUSTUP_MAX_RETRIES: '0' };
  const args = ['target', 'add', WASM_TARGET];
  try {
    await step(`rustup ${args.join(' ')}`, () => run('rustup', args, { env, timeoutMs: 180_000 }));
  } catch {
    return false;
  }
  return rustHasWasm();
}

/** Debian's packages of the Rust that can build itself a wasm32 library, with linter and linker. */
export const DEBIAN_RUST = [
  'rustc-web',
  'cargo-web',
  'rust-web-src',
  'rust-web-clippy',
  'rustfmt-web',
];

/** Returns the version of Debian's Rust if that is complete, else null. */
export function debianRust() {
  const source = existsSync('/usr/lib/rustlib/src/rust/library/Cargo.lock');
  if (!source || ask('/usr/bin/cargo-clippy', ['--version']) === null) return null;
  return /^rustc ([\d.]+)/.exec(ask('/usr/bin/rustc', ['--version']) ?? '')?.[1] ?? null;
}

/** @param {string} version of Debian's Rust */
export const debianWasmFolder = (version) => join(cacheFolder, `rust-wasm32-${version}`);
