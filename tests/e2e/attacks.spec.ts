/** Every attack in a Worker of a browser, where the stack is smaller than in Node and may end otherwise. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import init, { Engine } from '../../engine-wasm/pkg/engine.js';
import { serve } from '../../setup/serve.mjs';
import { attackTable, failedAttacks, keepAttacks } from '../engine/attack-table';
import { loadBars, NORMAL, run } from '../engine/attacks.mjs';
import type { Tried } from '../engine/attacks.mjs';

type Told = Tried & { normal: string };

/** Ten times what all of them take on two quiet cores. */
const HANG_MS = 1_200_000;
const files = readdirSync('tests/fixtures/attacks').filter((name) => name.endsWith('.lua'));

async function normalInNode(): Promise<string> {
  await init({ module_or_path: readFileSync('engine-wasm/pkg/engine_bg.wasm') });
  const engine = new Engine();
  loadBars(engine);
  return run(engine, NORMAL).result;
}

test(
  'every attack ends as it must in a Worker, and a normal script after it gives the bytes of Node',
  { tag: '@firefox' },
  async ({ page, browserName }) => {
    test.setTimeout(HANG_MS);
    const server = await serve('.', 0, '/');
    try {
      await page.goto(`${server.address}package.json`);
      const told = await page.evaluate(tryAll, { root: server.address, names: files });
      const tried: Tried[] = told.sort((a, b) => (a.name < b.name ? -1 : 1));
      process.stdout.write(`${attackTable(browserName, tried)}\n`);
      keepAttacks(browserName, tried);
      expect(tried.length).toBe(files.length);
      expect(failedAttacks(tried).map(({ name, kind }) => [name, kind])).toEqual([]);
      expect(new Set(told.map(({ normal }) => normal))).toEqual(new Set([await normalInNode()]));
    } finally {
      server.close();
    }
  },
);

/** Runs in the page: as many workers as cores take the names by turns. */
async function tryAll({ root, names }: { root: string; names: string[] }): Promise<Told[]> {
  const rest = [...names];
  const all: Told[] = [];
  const work = async (): Promise<void> => {
    const worker = new Worker(`${root}tests/e2e/attacks.worker.mjs`, { type: 'module' });
    for (let name = rest.pop(); name !== undefined; name = rest.pop()) {
      worker.postMessage(name);
      all.push(
        await new Promise<Told>((resolve, reject) => {
          worker.onmessage = (message: MessageEvent<Told>) => {
            resolve(message.data);
          };
          worker.onerror = (event) => {
            reject(new Error(`the worker failed: ${event.message}`));
          };
        }),
      );
    }
    worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(navigator.hardwareConcurrency, 4) }, work));
  return all;
}
