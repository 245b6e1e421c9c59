// @ts-check
/** The C compiler for wasm32: clang with WebAssembly exceptions, an archiver, and wasi-libc. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './steps.mjs';

const BREW = ['/opt/homebrew/opt', '/usr/local/opt', '/home/linuxbrew/.linuxbrew/opt'];

/** Newest first; plain `clang` last, as Apple's has no WebAssembly. */
const CLANGS = [
  ...(process.env.MOONTEST_CLANG ? [process.env.MOONTEST_CLANG] : []),
  ...['clang-23', 'clang-22', 'clang-21', 'clang-20'],
  ...BREW.map((folder) => `${folder}/llvm/bin/clang`),
  'clang',
];

/** The flags that Lua's sources need; a clang that takes them is new enough. */
const NEEDED = [
  ...['--target=wasm32-wasi', '-mllvm', '-wasm-enable-sjlj', '-mexception-handling'],
  ...['-mllvm', '-wasm-use-legacy-eh=true', '-x', 'c', '-c', '-', '-o', '/dev/null'],
];

/** Returns the command of a fitting clang, or null. */
export function findClang() {
  return CLANGS.find((clang) => ask(clang, NEEDED, 'int one(void) { return 1; }') !== null) ?? null;
}

/**
 * Returns LLVM's archiver beside `clang`, or the system's: rustc writes the index of its libraries itself.
 * @param {string} clang
 */
export function archiverFor(clang) {
  const beside = clang.replace(/clang(?=(-\d+)?$)/, 'llvm-ar');
  return ask(beside, ['--version']) === null ? 'ar' : beside;
}

/** Folders with a `share/wasi-sysroot`-like layout: WASI SDK, Homebrew, Debian. */
const SYSROOTS = [
  ...(process.env.WASI_SDK_PATH ? [join(process.env.WASI_SDK_PATH, 'share/wasi-sysroot')] : []),
  ...BREW.map((folder) => `${folder}/wasi-libc/share/wasi-sysroot`),
  '/opt/wasi-sdk/share/wasi-sysroot',
  '/usr',
];

/** Returns where wasi-libc's headers and `libc.a` are, or null. */
export function findWasiLibc() {
  const { WASI_SYSROOT_INCLUDE: include, WASI_SYSROOT_LIB: lib } = process.env;
  if (include && lib) return { include, lib };
  for (const sysroot of SYSROOTS) {
    for (const target of ['wasm32-wasi', 'wasm32-wasip1']) {
      const found = {
        include: join(sysroot, 'include', target),
        lib: join(sysroot, 'lib', target),
      };
      if (existsSync(join(found.lib, 'libc.a')) && existsSync(found.include)) return found;
    }
  }
  return null;
}
