// @ts-check
/**
 * `npm run fuzz [-- TARGET…] [-- --seconds N]`: looks for inputs that break a promise, guided by coverage, with
 * sanitizers and Lua's own assertions. What reaches code that nothing else reaches is kept in
 * `tests/fixtures/fuzz`, which every `npm test` tries again.
 */

import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { findClang } from './c-compiler.mjs';
import { ask, main, root, run, step, Stop } from './steps.mjs';

const CRATE = 'engine-wasm/fuzz';
const WORK = join(root, 'build/fuzz');
/** Longest input, bytes: a script needs room, choices of a grammar do not. */
const TARGETS = { script: 2000, behaviour: 400, input: 400 };
const SECONDS = 600;

/** What libFuzzer needs of rustc, as cargo-fuzz passes it. */
const RUSTFLAGS = [
  ...['-Zsanitizer=address', '--cfg', 'fuzzing', '-Ccodegen-units=1', '-Cpasses=sancov-module'],
  ...['level=4', 'inline-8bit-counters', 'pc-table', 'trace-compares'].map(
    (name) => `-Cllvm-args=-sanitizer-coverage-${name}`,
  ),
].join(' ');
/** And of clang. Each block of Lua's is one of the system's, so that reading past its end is seen. */
const CFLAGS = [
  ...['-fsanitize=fuzzer-no-link,address,undefined', '-fno-sanitize=function'],
  ...['-fsanitize-trap=undefined', '-fno-omit-frame-pointer', '-g1', '-DMT_SMALL_BYTES=0'],
  ...['-DLUAI_ASSERT', '-DLUA_USE_APICHECK'],
].join(' ');

/** @returns {Promise<string>} folder of the programs */
async function build() {
  const host = /host: (\S+)/u.exec(ask('rustc', ['-vV']) ?? '')?.[1];
  const clang = findClang();
  if (host === undefined || clang === null) throw new Stop('Fuzzing needs Rust and clang.');
  const target = host.replaceAll('-', '_');
  await run('cargo', ['build', '--release', '--target', host], {
    cwd: join(root, CRATE),
    env: {
      CARGO_TARGET_DIR: join(WORK, 'target'),
      // The flags are unstable ones, which the stable compiler takes when it is told so.
      RUSTC_BOOTSTRAP: '1',
      RUSTFLAGS,
      [`CC_${target}`]: clang,
      [`CFLAGS_${target}`]: CFLAGS,
    },
  });
  return join(WORK, 'target', host, 'release');
}

/** @param {string} target */
const packed = (target) => join(root, `tests/fixtures/fuzz/${target}.gz`);

/**
 * Writes the kept inputs of a target as files.
 * @param {string} target
 * @param {string} folder
 */
function unpack(target, folder) {
  mkdirSync(folder, { recursive: true });
  const bytes = gunzipSync(readFileSync(packed(target)));
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const end = at + 4 + bytes.readUInt32LE(at);
    writeFileSync(join(folder, `kept-${String(index)}`), bytes.subarray(at + 4, end));
    at = end;
  }
}

/**
 * Keeps a folder's files, each with its length before it.
 * @param {string} folder
 * @param {string} target
 */
function pack(folder, target) {
  const inputs = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  inputs.sort((a, b) => a.length - b.length || Buffer.compare(a, b));
  const parts = inputs.flatMap((input) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(input.length);
    return [length, input];
  });
  writeFileSync(packed(target), gzipSync(Buffer.concat(parts), { level: 9 }));
  return inputs.length;
}

/**
 * Runs a fuzzer in sight of the person.
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<boolean>} whether it ended well
 */
function watch(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: WORK, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

/**
 * @param {string} programs
 * @param {keyof typeof TARGETS} target
 * @param {number} seconds
 */
async function fuzz(programs, target, seconds) {
  const folder = join(WORK, 'corpus', target);
  const merged = join(WORK, 'merged', target);
  unpack(target, folder);
  rmSync(merged, { recursive: true, force: true });
  mkdirSync(merged, { recursive: true });
  const program = join(programs, target);
  const limits = [`-max_len=${TARGETS[target]}`, '-timeout=60', '-rss_limit_mb=3000'];
  const found = join(WORK, `found-${target}-`);
  const args = [...limits, `-max_total_time=${seconds}`, `-artifact_prefix=${found}`, folder];
  if (!(await watch(program, args)))
    throw new Stop(`Fuzzing ${target} found something: its input is ${found}…`);
  await run(program, [...limits, '-merge=1', merged, folder]);
  console.log(`  ${pack(merged, target)} inputs of ${target} are kept in ${packed(target)}`);
}

await main(async () => {
  const words = process.argv.slice(2);
  const at = words.indexOf('--seconds');
  const seconds = at < 0 ? SECONDS : Number(words[at + 1]);
  if (!(seconds > 0)) throw new Stop('--seconds needs a number of seconds.');
  const all = /** @type {(keyof typeof TARGETS)[]} */ (Object.keys(TARGETS));
  const asked = all.filter((target) => words.includes(target));
  const programs = await step('Fuzzers (Rust and Lua with sanitizers)', build);
  for (const target of asked.length > 0 ? asked : all) await fuzz(programs, target, seconds);
});
