// @ts-check
/** A Chromium for the tests and the benchmark: Playwright's own, or the system's. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step, Stop } from './steps.mjs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Returns the path of a browser, or null. Before `npm ci` only the system's can be found. */
export async function findChromium() {
  const chosen = process.env.MOONTEST_CHROMIUM;
  const candidates = [...(chosen ? [chosen] : []), ...(await playwrights()), ...SYSTEM];
  return candidates.find((path) => existsSync(path)) ?? null;
}

async function playwrights() {
  if (!existsSync(join(root, 'node_modules/@playwright/test'))) return [];
  const { chromium } = await import('@playwright/test');
  return [chromium.executablePath()];
}

/** Downloads Playwright's Chromium. */
export async function installChromium() {
  await step("Playwright's Chromium", () =>
    run('npx', ['playwright', 'install', 'chromium']).catch(() => {
      throw new Stop('Chromium is missing: run `npx playwright install --with-deps chromium`.');
    }),
  );
}
