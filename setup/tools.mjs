// @ts-check
/** Finds or installs what building and testing need, slow things side by side. */

import { debianBrowser, findBrowser, installBrowser } from './browser.mjs';
import { archiverFor, findClang, findWasiLibc } from './c-compiler.mjs';
import { aptInstall, aptUpdate, clangPackage, installsPackages, isDebian } from './debian.mjs';
import { npmPackages } from './npm-packages.mjs';
import * as rust from './rust.mjs';
import { rustFromSource } from './rust-from-source.mjs';
import { ask, Stop } from './steps.mjs';
import { wasmBindgen, wasmPack } from './wasm-tools.mjs';

/** @typedef {import('./browser.mjs').Browser} Browser */

/** Debian's Rust brings no linker for wasm; rustup's does. */
const DEBIAN_LINKER = { command: 'wasm-ld-22', package: 'lld-22' };

/**
 * Readies a build of the wasm engine.
 * @param {{ browsers: Browser[] }} wish `browsers`: these too
 * @returns {Promise<NodeJS.ProcessEnv>} the environment for wasm-pack and for `cargo … --target wasm32…`
 */
export async function tools(wish) {
  rust.requireRust();
  const packages = npmPackages();
  const [wasmRust, packBin, bindgenBin] = await together([
    systemPackages(wish.browsers).then(wasmRustFolder),
    wasmPack(),
    wasmBindgen(),
    packages,
  ]);
  for (const browser of await missingOf(wish.browsers)) await installBrowser(browser);
  return wasmEnvironment(wasmRust, [packBin, bindgenBin]);
}

/**
 * Waits for all, also when one fails, so that nothing goes on behind a failure's message.
 * @template {readonly unknown[]} T
 * @param {readonly [...T]} works
 * @returns {Promise<{ [K in keyof T]: Awaited<T[K]> }>}
 */
async function together(works) {
  await Promise.allSettled(works);
  return /** @type {any} */ (await Promise.all(works));
}

/**
 * Installs the system packages that are missing, or stops with the command that does.
 * @param {Browser[]} wished
 */
async function systemPackages(wished) {
  const wasm = rust.rustHasWasm() || debianRustIsWhole() || (await rust.addWasmByRustup());
  const clang = findClang() !== null;
  const libc = findWasiLibc() !== null;
  const browsers = isDebian ? await missingOf(wished) : [];
  if (wasm && clang && libc && browsers.length === 0) return;
  if (!wasm && !isDebian) {
    throw new Stop(`Rust for wasm32 is missing: run \`rustup target add ${rust.WASM_TARGET}\`.`);
  }
  if (installsPackages) await aptUpdate();
  const missing = [
    ...(wasm ? [] : [...rust.DEBIAN_RUST, DEBIAN_LINKER.package]),
    ...(clang ? [] : [clangPackage()]),
    ...(libc ? [] : ['wasi-libc']),
    ...browsers.map(debianBrowser),
  ];
  if (!installsPackages) throw new Stop(howToInstall(missing));
  await aptInstall(missing);
}

/** @param {Browser[]} browsers */
async function missingOf(browsers) {
  const found = await Promise.all(browsers.map(findBrowser));
  return browsers.filter((_, index) => found[index] === null);
}

function debianRustIsWhole() {
  return rust.debianRust() !== null && ask(DEBIAN_LINKER.command, ['--version']) !== null;
}

/** @param {string[]} missing packages by their Debian names */
function howToInstall(missing) {
  const command =
    process.platform === 'darwin'
      ? 'brew install llvm lld wasi-libc'
      : `sudo apt-get install ${missing.join(' ')}`;
  return `Missing on this machine: ${missing.join(', ')}: run \`${command}\`.`;
}

/** Returns the folder of a wasm32 toolchain of ours, or null when the one on PATH will do. */
async function wasmRustFolder() {
  if (rust.rustHasWasm()) return null;
  const version = rust.debianRust();
  if (version === null)
    throw new Stop(
      `Debian's Rust is not whole: run \`apt-get install --reinstall ${rust.DEBIAN_RUST.join(' ')}\`.`,
    );
  return rustFromSource(version);
}

/**
 * @param {string | null} wasmRust
 * @param {(string | null)[]} bins folders of commands to be found first
 * @returns {NodeJS.ProcessEnv}
 */
function wasmEnvironment(wasmRust, bins) {
  const clang = findClang();
  const libc = findWasiLibc();
  if (clang === null || libc === null)
    throw new Stop('clang or wasi-libc can not be found after their installation.');
  const first = [wasmRust && `${wasmRust}/bin`, ...bins].filter((folder) => folder !== null);
  return {
    PATH: [...first, process.env.PATH].join(':'),
    // Apart from the native build: the two may use different versions of Rust.
    CARGO_TARGET_DIR: 'target/wasm',
    MOONTEST_CLANG: clang,
    MOONTEST_AR: archiverFor(clang),
    WASI_SYSROOT_INCLUDE: libc.include,
    WASI_SYSROOT_LIB: libc.lib,
    ...(wasmRust && {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER: DEBIAN_LINKER.command,
      // Tells clippy what the wrapper tells rustc.
      SYSROOT: wasmRust,
    }),
  };
}
