// @ts-check
/** `npm run check`: format, lint, types and dead code. */

import { runChecks } from './checks.mjs';
import { buildEngine } from './engine.mjs';
import { requireLinters } from './rust.mjs';
import { main, Stop } from './steps.mjs';
import { tools } from './tools.mjs';

await main(async () => {
  const wasm = await tools({ browsers: [] });
  await requireLinters();
  // The types of the module are part of what is checked.
  await buildEngine(() => Promise.resolve(wasm));
  const failed = await runChecks(wasm);
  if (failed.length > 0) throw new Stop(`Checks that failed: ${failed.join(', ')}.`);
  console.log('\nAll checks passed.');
});
