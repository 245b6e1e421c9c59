// @ts-check
/** Builds the page into dist/ and the command line into dist-cli/. */

import { engineHash } from './engine.mjs';
import { hashOf, unlessFresh } from './fresh.mjs';
import { run, step } from './steps.mjs';

const VITE = 'node_modules/vite/bin/vite.js';
const INPUTS = [
  ...['index.html', 'web', 'public', 'package-lock.json', 'svelte.config.js'],
  ...[
    'vite.config.ts',
    'vite.cli.config.ts',
    'tsconfig.base.json',
    'tsconfig.json',
    'setup/page.mjs',
  ],
];

/** Builds both unless they are fresh. */
export async function buildPage() {
  const hash = hashOf(INPUTS) + engineHash();
  await unlessFresh('page', hash, ['dist/index.html'], () =>
    step('Page', () => vite([])).then(() => undefined),
  );
  await unlessFresh('cli', hash, ['dist-cli/moontest.js'], () =>
    step('Command line', () => vite(['--config', 'vite.cli.config.ts'])).then(() => undefined),
  );
}

/** @param {string[]} args */
const vite = (args) => run(process.execPath, [VITE, 'build', '--logLevel', 'warn', ...args]);
