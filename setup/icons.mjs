// @ts-check
/** Makes the icons of the installed page from `public/favicon.svg`: `node setup/icons.mjs`. */

import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findBrowser } from './browser.mjs';
import { root } from './steps.mjs';

const svg = readFileSync(join(root, 'public/favicon.svg'), 'utf8');
const folder = join(root, 'public/icons');

/**
 * Share of the picture that the drawing takes; the rest is ground. Systems cut a maskable icon to any shape
 * within the inner four fifths.
 */
const ICONS = [
  { name: '192', size: 192, share: 1, ground: 'transparent' },
  { name: '512', size: 512, share: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, share: 0.7, ground: '#fdfdfc' },
  { name: 'apple-touch-180', size: 180, share: 0.8, ground: '#fdfdfc' },
];

mkdirSync(folder, { recursive: true });
const executablePath = await findBrowser('chromium');
const browser = await chromium.launch({
  ...(executablePath && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({
    viewport: { width: size, height: size },
    colorScheme: 'light',
  });
  const drawing = `width: ${size * share}px; margin: ${(size * (1 - share)) / 2}px; display: block`;
  await page.setContent(
    `<style>html { background: ${ground} } body { margin: 0 } svg { ${drawing} }</style>${svg}`,
  );
  await page.screenshot({
    path: join(folder, `${name}.png`),
    omitBackground: ground === 'transparent',
  });
  await page.close();
}
await browser.close();
