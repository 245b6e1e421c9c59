// @ts-check
/** Format, lint, types and dead code: every check runs, whatever the others say. */

import { WASM_TARGET } from './rust.mjs';
import { CommandFailed, PLAIN, run, step } from './steps.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 */

const DENY = ['--', '-D', 'warnings'];
const NATIVE = { CARGO_TARGET_DIR: 'target' };
const TSCONFIGS = [
  'tsconfig.json',
  'tsconfig.worker.json',
  'tsconfig.node.json',
  'setup/tsconfig.json',
];

/**
 * @param {NodeJS.ProcessEnv} wasm environment of the wasm build
 * @returns {Check[]}
 */
const rustChecks = (wasm) => [
  {
    name: 'rustfmt',
    command: 'cargo',
    args: ['fmt', '--all', '--check', '--', '--color', 'never'],
  },
  {
    ...{ name: 'clippy', command: 'cargo', env: NATIVE },
    args: ['clippy', '--workspace', '--all-targets', ...DENY],
  },
  {
    ...{ name: 'clippy for wasm32', command: 'cargo', env: wasm },
    args: ['clippy', '--workspace', '--target', WASM_TARGET, ...DENY],
  },
];

/** @type {Check[]} */
const WEB_CHECKS = [
  bin('prettier', 'prettier/bin/prettier.cjs', ['--check', '.']),
  bin('eslint', 'eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
  bin('svelte-check', 'svelte-check/bin/svelte-check', ['--fail-on-warnings']),
  ...TSCONFIGS.map((path) => bin(`tsc ${path}`, 'typescript/bin/tsc', ['--project', path])),
  bin('knip', 'knip/bin/knip.js', []),
];

/**
 * @param {string} name
 * @param {string} script path in node_modules
 * @param {string[]} args
 * @returns {Check}
 */
function bin(name, script, args) {
  return { name, command: process.execPath, args: [`node_modules/${script}`, ...args] };
}

/**
 * Runs all checks, Rust's beside the web's; prints what the failed ones said and returns their names.
 * @param {NodeJS.ProcessEnv} wasm environment of the wasm build
 */
export async function runChecks(wasm) {
  const failures = (await Promise.all([inTurn(rustChecks(wasm)), inTurn(WEB_CHECKS)])).flat();
  for (const { name, output } of failures) console.log(`\n--- ${name}\n${output.trim()}`);
  return failures.map(({ name }) => name);
}

/** @param {Check[]} checks */
async function inTurn(checks) {
  const failures = [];
  for (const { name, command, args, env } of checks) {
    try {
      await step(name, () => run(command, args, { env: { ...env, ...PLAIN } }));
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      failures.push({ name, output: error.output });
    }
  }
  return failures;
}
