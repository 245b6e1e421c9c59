// @ts-check
/** Browsers for the tests and the benchmark: Playwright's own, or the system's. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, step, Stop } from './steps.mjs';

/** @typedef {'chromium' | 'firefox'} Browser */

/** @type {Record<Browser, { label: string, variable: string, debian: string, system: string[] }>} */
const BROWSERS = {
  chromium: {
    label: 'Chromium',
    variable: 'MOONTEST_CHROMIUM',
    debian: 'chromium',
    system: [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ],
  },
  firefox: {
    label: 'Firefox',
    variable: 'MOONTEST_FIREFOX',
    debian: 'firefox-esr',
    system: ['/usr/bin/firefox-esr'],
  },
};

/**
 * Name of a browser's package.
 * @param {Browser} browser
 */
export const debianBrowser = (browser) => BROWSERS[browser].debian;

/**
 * Returns the path of a browser, or null. Before `npm ci` only the system's can be found.
 * @param {Browser} browser
 */
export async function findBrowser(browser) {
  const { variable, system } = BROWSERS[browser];
  const chosen = process.env[variable];
  const candidates = [...(chosen ? [chosen] : []), ...(await playwrights(browser)), ...system];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/**
 * Tells the tests which browsers there are.
 * @param {Browser[]} browsers
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function browserVariables(browsers) {
  const found = await Promise.all(
    browsers.map(async (browser) => [BROWSERS[browser].variable, await findBrowser(browser)]),
  );
  return Object.fromEntries(found.filter(([, path]) => path !== null));
}

/** @param {Browser} browser */
async function playwrights(browser) {
  if (!existsSync(join(root, 'node_modules/@playwright/test'))) return [];
  const playwright = await import('@playwright/test');
  return [playwright[browser].executablePath()];
}

/**
 * Downloads Playwright's.
 * @param {Browser} browser
 */
export async function installBrowser(browser) {
  const { label } = BROWSERS[browser];
  await step(`Playwright's ${label}`, () =>
    run('npx', ['playwright', 'install', browser]).catch(() => {
      throw new Stop(`${label} is missing: run \`npx playwright install --with-deps ${browser}\`.`);
    }),
  );
}
