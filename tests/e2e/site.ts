/** The built page under a sub-path of a static server, and a page that reports whatever goes wrong in it. */

import { readFileSync } from 'node:fs';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { serve } from '../../setup/serve.mjs';

export { expect };

export const SAMPLE = 'public/sample/mes-1m.parquet';

interface Site {
  /** Address of the page, with a slash at the end. */
  address: string;
}

/** Every address asked for, and every fault seen. */
export interface Watch {
  requests: string[];
  faults: string[];
}

export const test = base.extend<{ watch: Watch }, { site: Site }>({
  site: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from here
    async ({}, use) => {
      const server = await serve('dist', 0, '/under/a/path/');
      await use({ address: server.address });
      server.close();
    },
    { scope: 'worker' },
  ],
  watch: [
    async ({ page, site }, use) => {
      await watched(page, site.address, use);
    },
    { auto: true },
  ],
});

/** Watches a page while `use` lasts: nothing may go wrong in it, and nothing be asked of another server. */
export async function watched(
  page: Page,
  address: string,
  use: (watch: Watch) => Promise<void>,
): Promise<void> {
  const watch: Watch = { requests: [], faults: [] };
  page.on('request', (request) => watch.requests.push(request.url()));
  page.on('websocket', (socket) => watch.requests.push(socket.url()));
  page.on('pageerror', (error) => watch.faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') watch.faults.push(message.text());
  });
  await use(watch);
  expect(watch.faults).toEqual([]);
  const own = [new URL(address).origin, `blob:${new URL(address).origin}`];
  const foreign = watch.requests.filter((url) => !own.some((prefix) => url.startsWith(prefix)));
  expect(foreign).toEqual([]);
}

/** Opens the page and waits for the sample's result. */
export async function openWithResult(page: Page, site: Site): Promise<void> {
  await page.goto(site.address);
  await expect(netPnl(page)).toHaveText(/\$/);
  await idle(page);
}

/** The first of the six numbers. */
export function netPnl(page: Page): Locator {
  return page.locator('dt', { hasText: 'Net PnL' }).locator('+ dd');
}

/** Waits until nothing is read or run. */
export async function idle(page: Page): Promise<void> {
  await expect(runButton(page)).toBeEnabled();
}

export function runButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Run/ }).filter({ visible: true });
}

/** Replaces the script as a person would: all selected, taken out, and written anew. */
export async function writeScript(page: Page, text: string): Promise<void> {
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+a');
  // Firefox leaves an empty line of what is typed over.
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
}

/** Drops a file on the page. */
export async function drop(page: Page, name: string, content: Buffer | string): Promise<void> {
  await dropAll(page, [[name, content]]);
}

/** Drops several files at once. */
export async function dropAll(page: Page, files: [string, Buffer | string][]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (all) => {
      const dropped = new DataTransfer();
      for (const [name, data] of all) {
        const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
        dropped.items.add(new File([bytes], name));
      }
      return dropped;
    },
    files.map(([name, content]): [string, string] => [
      name,
      Buffer.from(content).toString('base64'),
    ]),
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Drop it anywhere.')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByText('Drop it anywhere.')).toBeHidden();
}

export function sampleBytes(): Buffer {
  return readFileSync(SAMPLE);
}

/** A script that buys the first bar and holds it. */
export const BUY_AND_HOLD =
  'function on_bar(ctx, bar)\n  return ctx.step == 0 and "buy" or "hold"\nend\n';
