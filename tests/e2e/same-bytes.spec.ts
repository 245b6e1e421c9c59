/** A browser gives the bytes that Node gives (and Node those of the native build: tests/engine). */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { serve } from '../../setup/serve.mjs';
import * as attacksInNode from '../engine/attacks.mjs';
import * as runsInNode from '../engine/same-bytes.mjs';
import type * as Attacks from '../engine/attacks.mjs';
import type * as Runs from '../engine/same-bytes.mjs';

interface Given {
  root: string;
  cases: Runs.Case[];
  /** Names of the attacks' files. */
  attacks: string[];
  /** Fuel of an attack: little, so that it ends soon and anywhere. */
  fuel: number;
}

interface Texts {
  runs: string[];
  attacks: string[];
}

const FIXTURES = 'tests/fixtures';
const cases = JSON.parse(readFileSync(`${FIXTURES}/same-bytes/runs.json`, 'utf8')) as Runs.Case[];
const attacks = readdirSync(`${FIXTURES}/attacks`).filter((name) => name.endsWith('.lua'));
const FUEL = 200_000;

async function textsInNode(): Promise<Texts> {
  await init({ module_or_path: readFileSync('engine-wasm/pkg/engine_bg.wasm') });
  const engine = new Engine();
  runsInNode.loadBars(engine, readFileSync(`${FIXTURES}/same-bytes/bars.csv`, 'utf8'));
  const runs = cases.map((one) => runsInNode.textsOf(engine, one, 97));
  attacksInNode.loadBars(engine);
  const scripts = attacks.map((name) => readFileSync(`${FIXTURES}/attacks/${name}`).toString());
  return { runs, attacks: scripts.map((text) => attacksInNode.run(engine, text, FUEL).result) };
}

/** Runs in the page: each attack, then each run after the junk that leaves much behind. */
async function textsInBrowser(given: Given): Promise<Texts> {
  const glue = (await import(`${given.root}engine-wasm/pkg/engine.js`)) as {
    default: () => Promise<void>;
    Engine: typeof Engine;
  };
  const attacking = (await import(`${given.root}tests/engine/attacks.mjs`)) as typeof Attacks;
  const running = (await import(`${given.root}tests/engine/same-bytes.mjs`)) as typeof Runs;
  await glue.default();
  const text = async (path: string): Promise<string> => {
    const file = await fetch(`${given.root}tests/fixtures/${path}`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
  };
  const engine = new glue.Engine();
  attacking.loadBars(engine);
  const tried: string[] = [];
  for (const name of given.attacks)
    tried.push(attacking.run(engine, await text(`attacks/${name}`), given.fuel).result);
  running.loadBars(engine, await text('same-bytes/bars.csv'));
  const runs = given.cases.map((one) => {
    for (const junk of running.JUNK) running.textsOf(engine, junk, 1000);
    return running.textsOf(engine, one, 5000);
  });
  return { runs, attacks: tried };
}

test(
  'a browser gives the bytes of Node, after attacks and runs that leave much behind',
  { tag: '@firefox' },
  async ({ page }) => {
    const server = await serve('.', 0, '/');
    try {
      await page.goto(`${server.address}package.json`);
      const given: Given = { root: server.address, cases, attacks, fuel: FUEL };
      const inBrowser = await page.evaluate(textsInBrowser, given);
      const inNode = await textsInNode();
      // Compared whole: a difference in one digit would be lost in a diff of megabytes.
      expect(inBrowser.runs.map((text, index) => text === inNode.runs[index])).toEqual(
        cases.map(() => true),
      );
      expect(
        attacks.filter((_, index) => inBrowser.attacks[index] !== inNode.attacks[index]),
      ).toEqual([]);
      expect([...inNode.runs, ...inNode.attacks].every((text) => text.length > 1000)).toBe(true);
    } finally {
      server.close();
    }
  },
);
