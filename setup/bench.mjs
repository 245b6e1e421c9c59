// @ts-check
/**
 * `npm run bench`: bars per second of one rule in our engine and in other Luas; `--json` for programs.
 * `npm run bench -- features`: milliseconds of each indicator instead.
 */

import { findChromium, installChromium } from './browser.mjs';
import { buildEngine } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { main } from './steps.mjs';
import { tools } from './tools.mjs';

const json = process.argv.includes('--json');
// Steps are printed too, and stdout is for the one object.
if (json) console.log = console.error;

await main(async () => {
  await buildEngine(() => tools({ browser: true }));
  await npmPackages();
  if (process.argv.includes('features')) {
    const { featureReport, measureFeatures } = await import('../web/bench/features.mjs');
    const times = await measureFeatures();
    if (json) process.stdout.write(`${JSON.stringify(times)}\n`);
    else console.log(featureReport(times));
    return;
  }
  if ((await findChromium()) === null) await installChromium();
  // These need what was installed and built just now.
  const { measureAll } = await import('../web/bench/measure.mjs');
  const { report, summary } = await import('../web/bench/report.mjs');
  const measured = await measureAll();
  if (json) process.stdout.write(`${JSON.stringify(summary(measured))}\n`);
  else console.log(report(measured));
});
