// @ts-check
/** `npm run build`: installs what is missing and builds engine, page and command line. */

import { buildEngine } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { buildPage } from './page.mjs';
import { main } from './steps.mjs';
import { tools } from './tools.mjs';

await main(async () => {
  await buildEngine(() => tools({ browsers: [] }));
  await npmPackages();
  await buildPage();
  console.log('\ndist/ is the page: any static host can serve it, under any path.');
});
