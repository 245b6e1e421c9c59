// @ts-check
/** `npm run dev`: the page with reload; the engine is built again when its sources change. */

import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildEngine } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { CommandFailed, main, root } from './steps.mjs';
import { tools } from './tools.mjs';

await main(async () => {
  await buildEngine(() => tools({ browsers: [] }));
  await npmPackages();
  const vite = spawn(process.execPath, ['node_modules/vite/bin/vite.js'], {
    cwd: root,
    stdio: 'inherit',
  });
  vite.on('exit', (code) => process.exit(code ?? 0));
  rebuildOnChange();
});

function rebuildOnChange() {
  let building = false;
  let changed = false;
  const rebuild = async () => {
    changed = true;
    if (building) return;
    building = true;
    while (changed) {
      changed = false;
      await buildEngine(() => tools({ browsers: [] })).catch(show);
    }
    building = false;
  };
  for (const folder of ['src', 'lua']) {
    watch(join(root, 'engine-wasm', folder), { recursive: true }, () => void rebuild());
  }
}

/** @param {unknown} error */
function show(error) {
  console.error(error instanceof CommandFailed ? error.output : error);
}
