// @ts-check
/** `npm run bench`: bars per second of one rule in our engine and in other Luas; `--json` for programs. */

import { findChromium, installChromium } from './browser.mjs';
import { buildEngine } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { main } from './steps.mjs';
import { tools } from './tools.mjs';

/** `sizes`, `instructions`; without a word, the comparison of engines. */
const part = process.argv.slice(2).find((word) => !word.startsWith('-'));
const json = process.argv.includes('--json');
// Steps are printed too, and stdout is for the one object.
if (json) console.log = console.error;

await main(async () => {
  await buildEngine(() => tools({ browser: true }));
  await npmPackages();
  if ((await findChromium()) === null) await installChromium();
  // These need what was installed and built just now.
  if (part === 'sizes') {
    const { measureSizes, sizeReport } = await import('../web/bench/sizes.mjs');
    return console.log(sizeReport(await measureSizes()));
  }
  if (part === 'instructions') {
    const { countInstructions } = await import('../web/bench/instructions.mjs');
    return console.log(`\n${await countInstructions()} instructions a bar, natively`);
  }
  const { measureAll } = await import('../web/bench/measure.mjs');
  const { report, summary } = await import('../web/bench/report.mjs');
  const measured = await measureAll();
  if (json) process.stdout.write(`${JSON.stringify(summary(measured))}\n`);
  else console.log(report(measured));
});
