#!/usr/bin/env node
/** Starts the command line; builds it first where that has not been done. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist-cli/moontest.js', import.meta.url);

if (!existsSync(program)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  // Its output goes to stderr: stdout belongs to the command.
  const build = spawnSync(process.execPath, ['setup/build.mjs'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (build.status !== 0) process.exit(build.status ?? 2);
}
await import(program.href);
