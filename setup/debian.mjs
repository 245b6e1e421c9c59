// @ts-check
/** Debian's packages: what the machine lacks is collected first and installed in one go. */

import { existsSync, readFileSync } from 'node:fs';
import { ask, CommandFailed, run, step, Stop } from './steps.mjs';

const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
const isRoot = process.getuid?.() === 0;

/** Debian itself: the only one with rustc-web and with a Chromium that is not a snap. */
export const isDebian = /^ID=debian$/m.test(release);
/** Debian, Ubuntu and their kin. */
const hasApt = existsSync('/usr/bin/apt-get');
/** Whether missing packages are installed without asking: never with sudo. */
export const installsPackages = hasApt && isRoot;

const env = { DEBIAN_FRONTEND: 'noninteractive' };

/** Reads the package lists anew. A source out of reach is no failure: the install says what it lacks. */
export async function aptUpdate() {
  await step("apt's package lists", () =>
    run('apt-get', ['update', '-qq'], { env }).catch(() => ''),
  );
}

/**
 * Installs packages as root.
 * @param {string[]} packages
 */
export async function aptInstall(packages) {
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  try {
    await step(`apt packages: ${packages.join(' ')}`, () => run('apt-get', args, { env }));
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    const command = `apt-get update && apt-get install ${packages.join(' ')}`;
    throw new Stop(
      `${error.output.trim()}\n\nPackages are missing that apt can't get: run \`${command}\`.`,
    );
  }
}

/** Returns the newest clang package that can speak WebAssembly exceptions, or the one to ask for. */
export function clangPackage() {
  return CLANG_PACKAGES.find((name) => ask('apt-cache', ['show', name]) !== null) ?? 'clang-22';
}
const CLANG_PACKAGES = ['clang-22', 'clang-21', 'clang-20'];
