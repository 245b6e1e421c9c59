// @ts-check
/**
 * `npm run bench`: bars per second of one rule in our engine and in other Luas; `--json` for programs.
 * `npm run bench -- PART` measures one of the parts below instead, `features NAME…` only these indicators.
 */

import { buildEngine, buildUnmetered } from './engine.mjs';
import { npmPackages } from './npm-packages.mjs';
import { main } from './steps.mjs';
import { tools } from './tools.mjs';

/**
 * What is measured, and how it is told to people and to programs. Imported late: the modules need what is
 * installed and built first.
 * @type {Record<string, (names: string[]) => Promise<{ text: string, object: unknown }>>}
 */
const PARTS = {
  async engines() {
    const { measureAll } = await import('../web/bench/measure.mjs');
    const { report, summary } = await import('../web/bench/report.mjs');
    const measured = await measureAll();
    return { text: report(measured), object: summary(measured) };
  },
  async features(names) {
    const { featureReport, measureFeatures } = await import('../web/bench/features.mjs');
    const times = await measureFeatures(names);
    return { text: featureReport(times), object: times };
  },
  async sizes() {
    const { measureSizes, sizeReport } = await import('../web/bench/sizes.mjs');
    const times = await measureSizes();
    return { text: sizeReport(times), object: times };
  },
  async load() {
    const { loadReport, measureLoads } = await import('../web/bench/load.mjs');
    const times = await measureLoads();
    return { text: loadReport(times), object: times };
  },
  async cost() {
    const { costReport, measureCost } = await import('../web/bench/cost.mjs');
    await buildUnmetered(await tools({ browsers: [] }));
    const costs = await measureCost();
    return { text: costReport(costs), object: costs };
  },
  async instructions() {
    const { countInstructions, instructionReport } = await import('../web/bench/instructions.mjs');
    const instructions_a_bar = await countInstructions();
    return { text: instructionReport(instructions_a_bar), object: { instructions_a_bar } };
  },
};

const json = process.argv.includes('--json');
const [name = 'engines', ...names] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const part = PARTS[name];
// Steps are printed too, and stdout is for the one object.
if (json) console.log = console.error;

if (part === undefined) {
  console.error(`There is no benchmark ${name}: ${Object.keys(PARTS).join(', ')}.`);
  process.exitCode = 2;
} else {
  await main(async () => {
    await buildEngine(() =>
      tools({ browsers: ['engines', 'features', 'load'].includes(name) ? ['chromium'] : [] }),
    );
    await npmPackages();
    const { text, object } = await part(names);
    if (json) process.stdout.write(`${JSON.stringify(object)}\n`);
    else console.log(text);
  });
}
