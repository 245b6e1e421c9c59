// @ts-check
/** What every set-up command is made of: named steps with their time, and quiet sub-commands. */

import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Folder of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Keeps a tool's output free of colour codes: it is shown later, and read by programs. */
export const PLAIN = { NO_COLOR: '1', FORCE_COLOR: undefined };

/** Ends a command with one sentence a person can act on; no stack is shown. */
export class Stop extends Error {}

/** A sub-command that failed, with all it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} output what it wrote to stdout and stderr
   */
  constructor(command, output) {
    super(`${command} failed`);
    this.output = output;
  }
}

/** @param {number} since from performance.now() */
export const elapsed = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** A step that takes longer says that it began, so nobody watches an empty screen. */
const QUIET_MS = 1000;

/**
 * Does one step of the work and prints its name and time.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const since = performance.now();
  const timer = setTimeout(() => console.log(`  … ${name}`), QUIET_MS);
  try {
    const result = await work();
    console.log(`  ✓ ${name} (${elapsed(since)})`);
    return result;
  } catch (error) {
    console.log(`  ✗ ${name} (${elapsed(since)})`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @typedef {object} Options
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {string} [cwd] the repository when not given
 * @property {number} [timeoutMs] ends the command after so long
 */

/**
 * Runs a command quietly and returns what it printed on stdout; stderr is kept for a failure.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (all += text));
    const shown = [command, ...args].join(' ');
    child.on('error', (error) => reject(new CommandFailed(shown, error.message)));
    child.on('close', (code) => {
      if (code === 0) resolve(stdout);
      else reject(new CommandFailed(shown, all));
    });
  });
}

/**
 * Asks a tool something small; `null` when it is missing or says no.
 * @param {string} command
 * @param {string[]} args
 * @param {string} [input] its stdin
 */
export function ask(command, args, input = '') {
  const answer = spawnSync(command, args, { cwd: root, encoding: 'utf8', input, timeout: 60_000 });
  return answer.status === 0 ? answer.stdout.trim() : null;
}

/**
 * Runs a whole command and turns its end into the process's exit status.
 * @param {() => Promise<void>} command
 */
export async function main(command) {
  try {
    await command();
  } catch (error) {
    if (error instanceof CommandFailed)
      console.error(`\n${error.output.trim()}\n\n${error.message}.`);
    else if (error instanceof Stop) console.error(`\n${error.message}`);
    else throw error;
    process.exitCode = 1;
  }
}
