// @ts-check
/** Makes the picture of the page in README: `node setup/picture.mjs` after a build. */

import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { serve } from './serve.mjs';
import { root } from './steps.mjs';

const executablePath = await findBrowser('chromium');
const site = await serve(join(root, 'dist'), 0);
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  colorScheme: 'light',
  locale: 'en-US',
});
await page.goto(site.address);
await page.getByText('draft saved').waitFor();
await page.getByText('bars/s').waitFor();
// The strip comes with the charts, buy-and-hold with the tables after the run.
await page.locator('.brush').waitFor();
await page.getByText(/^B&H/).first().waitFor();
await page.screenshot({ path: join(root, 'docs/page.png') });
await browser.close();
site.close();
