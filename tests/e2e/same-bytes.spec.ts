/** A browser gives the bytes that Node gives (and Node those of the native build: tests/engine). */

import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { serve } from '../../setup/serve.mjs';
import { loadBars, textsOf } from '../engine/same-bytes.mjs';
import type * as Runs from '../engine/same-bytes.mjs';

const FIXTURES = 'tests/fixtures/same-bytes';
const cases = JSON.parse(readFileSync(`${FIXTURES}/runs.json`, 'utf8')) as Runs.Case[];

async function nodeTexts(): Promise<string[]> {
  await init({ module_or_path: readFileSync('engine-wasm/pkg/engine_bg.wasm') });
  const engine = new Engine();
  loadBars(engine, readFileSync(`${FIXTURES}/bars.csv`, 'utf8'));
  return cases.map((one) => textsOf(engine, one, 97));
}

test(
  'a browser gives the bytes of Node, after runs that leave much behind',
  { tag: '@firefox' },
  async ({ page }) => {
    const server = await serve('.', 0, '/');
    try {
      await page.goto(`${server.address}package.json`);
      const inBrowser = await page.evaluate(
        async ([root, all]: [string, Runs.Case[]]) => {
          const glue = (await import(`${root}engine-wasm/pkg/engine.js`)) as {
            default: () => Promise<void>;
            Engine: typeof Engine;
          };
          const runs = (await import(`${root}tests/engine/same-bytes.mjs`)) as typeof Runs;
          await glue.default();
          const engine = new glue.Engine();
          const csv = await fetch(`${root}tests/fixtures/same-bytes/bars.csv`);
          runs.loadBars(engine, await csv.text());
          return all.map((one) => {
            for (const junk of runs.JUNK) runs.textsOf(engine, junk, 1000);
            return runs.textsOf(engine, one, 5000);
          });
        },
        [server.address, cases] as [string, Runs.Case[]],
      );
      const inNode = await nodeTexts();
      expect(inBrowser.map((text, index) => text === inNode[index])).toEqual(cases.map(() => true));
      expect(inNode.every((text) => text.length > 1000)).toBe(true);
    } finally {
      server.close();
    }
  },
);
