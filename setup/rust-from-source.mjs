// @ts-check
/**
 * Rust for wasm32 out of Debian's packages, where rustup's server can't be had.
 *
 * Debian ships the source of Rust's standard library but not the library for wasm32-unknown-unknown. It is
 * compiled here once into a folder that looks like a toolchain: `bin/` to be put first in PATH, and beside it
 * the libraries for wasm32 and, as a link, those of this machine. Nothing is written to /usr.
 */

import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { cached } from './cache.mjs';
import { debianWasmFolder, WASM_TARGET } from './rust.mjs';
import { ask, run, step } from './steps.mjs';

const MANIFEST = `[package]
name = "empty"
version = "0.0.0"
edition = "2024"

[lib]
path = "empty.rs"

[profile.release]
panic = "abort"
`;

/**
 * Returns the folder of the toolchain, built if need be.
 * @param {string} version of Debian's Rust
 */
export function rustFromSource(version) {
  const folder = debianWasmFolder(version);
  return cached(basename(folder), 'bin/rustc', (unfinished) =>
    step('Rust for wasm32, from source', () => build(unfinished, folder)),
  );
}

/**
 * @param {string} unfinished
 * @param {string} folder where it will be in the end
 */
async function build(unfinished, folder) {
  const crate = join(unfinished, 'build');
  mkdirSync(crate);
  writeFileSync(join(crate, 'Cargo.toml'), MANIFEST);
  writeFileSync(join(crate, 'empty.rs'), '#![no_std]\n');
  const env = {
    PATH: `/usr/bin:${process.env.PATH}`,
    // Stands in for nightly: -Zbuild-std is the one unstable thing used.
    RUSTC_BOOTSTRAP: '1',
    // Without bitcode the engine could not be optimised across crates.
    RUSTFLAGS: '-Cembed-bitcode=yes',
    CARGO_TARGET_DIR: join(crate, 'target'),
  };
  const what = ['-Zbuild-std=std,panic_abort', '--target', WASM_TARGET];
  await run('/usr/bin/cargo', ['build', '--release', ...what], { cwd: crate, env });

  const rustlib = join(unfinished, 'lib/rustlib');
  const libraries = join(rustlib, WASM_TARGET, 'lib');
  const built = join(crate, 'target', WASM_TARGET, 'release/deps');
  mkdirSync(libraries, { recursive: true });
  for (const name of readdirSync(built)) {
    const isLibrary = name.endsWith('.rlib') && !name.startsWith('libempty-');
    if (isLibrary) cpSync(join(built, name), join(libraries, name));
  }
  const host = /^host: (.*)$/m.exec(ask('/usr/bin/rustc', ['-vV']) ?? '')?.[1] ?? '';
  symlinkSync(join('/usr/lib/rustlib', host), join(rustlib, host));
  rmSync(crate, { recursive: true });
  commands(join(unfinished, 'bin'), folder);
}

/**
 * @param {string} bin
 * @param {string} folder
 */
function commands(bin, folder) {
  mkdirSync(bin);
  for (const name of ['cargo', 'cargo-clippy', 'clippy-driver']) {
    symlinkSync(join('/usr/bin', name), join(bin, name));
  }
  writeFileSync(join(bin, 'rustc'), `#!/bin/sh\nexec /usr/bin/rustc --sysroot "${folder}" "$@"\n`);
  chmodSync(join(bin, 'rustc'), 0o755);
}
