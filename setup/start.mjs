// @ts-check
/** `npm start`: installs what is missing, builds, serves the page and prints its address. */

import { join } from 'node:path';
import { buildEngine } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { buildPage } from './page.mjs';
import { serve } from './serve.mjs';
import { main, root } from './steps.mjs';
import { tools } from './tools.mjs';

await main(async () => {
  await buildEngine(() => tools({ browsers: [] }));
  await npmPackages();
  await buildPage();
  const { address } = await serve(join(root, 'dist'), 4173);
  console.log(`\nMoontest is at ${address} (Ctrl+C ends it)`);
});
