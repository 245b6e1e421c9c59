import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { serve } from '../../setup/serve.mjs';
import { drop, expect, idle, netPnl, sampleBytes, test, watched } from './site.ts';

/** A copy of the built page that a test may change, on a server it may stop. */
interface Host {
  address: string;
  folder: string;
  stop: () => void;
}

const hosting = test.extend<{ host: Host }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from here
  host: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'moontest-site-'));
    cpSync('dist', folder, { recursive: true });
    const server = await serve(folder, 0, '/some/path/');
    await use({ address: server.address, folder, stop: server.close });
    server.close();
    rmSync(folder, { recursive: true });
  },
  watch: async ({ page, host }, use) => {
    await watched(page, host.address, use);
  },
});

hosting.use({ serviceWorkers: 'allow' });

async function openUntilOffline(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('contentinfo')).toContainText('works offline', { timeout: 40_000 });
  await idle(page);
}

hosting(
  'after the first visit it works without a server: sample, scripts and dropped files',
  { tag: '@firefox' },
  async ({ page, host }) => {
    await openUntilOffline(page, host.address);
    const pnl = await netPnl(page).innerText();
    host.stop();
    await page.reload();
    await expect(netPnl(page)).toHaveText(pnl);
    await idle(page);
    await drop(page, 'mes-copy.parquet', sampleBytes());
    await expect(page.getByRole('button', { name: 'Data: mes-copy.parquet' })).toBeVisible();
    await idle(page);
    await expect(netPnl(page)).toHaveText(pnl);
    await page.getByRole('button', { name: /^Strategy:/ }).click();
    await page.getByRole('menuitem', { name: 'Coin flip' }).click();
    await expect(page.locator('.cm-content')).toContainText('Coin');
    await page.goto(`${host.address}index.html?from=home#x`);
    await expect(netPnl(page)).toHaveText(/\$/);
  },
);

/** Makes of the page in a folder another build, whose title says which. */
function rebuild(folder: string, title: string): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(
    join(folder, 'index.html'),
    page.replace(/<title>.*<\/title>/, `<title>${title}</title>`),
  );
  const worker = readFileSync(join(folder, 'service-worker.js'), 'utf8');
  writeFileSync(join(folder, 'service-worker.js'), withHash(worker, folder));
}

/** The worker's list with the page's present hash, and so of another version. */
function withHash(worker: string, folder: string): string {
  const entry = /path:\s*(?:""|``|''),\s*integrity:\s*["'`]([^"'`]+)["'`]/.exec(worker);
  const version = /version:\s*["'`]([0-9a-f]{16})["'`]/.exec(worker);
  if (entry?.[1] === undefined || version?.[1] === undefined)
    throw new Error('no list in the worker');
  const hash = createHash('sha256').update(readFileSync(join(folder, 'index.html')));
  const changed = worker.replace(entry[1], `sha256-${hash.digest('base64')}`);
  return changed.replace(version[1], String(Date.now()).padStart(16, '0'));
}

hosting('a newer version waits until it is asked for', async ({ page, host }) => {
  await openUntilOffline(page, host.address);
  await expect(page).toHaveTitle('Moontest');
  rebuild(host.folder, 'Moontest B');
  await page.reload();
  const offer = page.getByRole('contentinfo').getByRole('button', { name: 'load it' });
  await expect(offer).toBeVisible();
  // Loaded again without a yes, it is still the old one.
  await page.reload();
  await expect(page).toHaveTitle('Moontest');
  await idle(page);
  await offer.click();
  await expect(page).toHaveTitle('Moontest B');
  await expect(page.getByRole('contentinfo')).toContainText('works offline');
  await expect(offer).toBeHidden();
  host.stop();
  await page.reload();
  await expect(page).toHaveTitle('Moontest B');
  await expect(netPnl(page)).toHaveText(/\$/);
});

hosting('a version that is not whole on the server changes nothing', async ({ page, host }) => {
  await openUntilOffline(page, host.address);
  rebuild(host.folder, 'Moontest B');
  // Its page is overwritten once more, as in the middle of a deployment.
  writeFileSync(join(host.folder, 'index.html'), '<title>Moontest C</title>');
  await page.reload();
  await idle(page);
  await expect(page).toHaveTitle('Moontest');
  await expect(page.getByRole('contentinfo')).toContainText('works offline');
  await expect(page.getByRole('button', { name: 'load it' })).toHaveCount(0);
});

hosting(
  'it can be installed: name, icons of the sizes said, and a start within its own path',
  async ({ page, host }) => {
    await page.goto(host.address);
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const address = new URL(href ?? '', host.address).href;
    const manifest = (await (await page.request.get(address)).json()) as {
      name: string;
      start_url: string;
      display: string;
      icons: { src: string; sizes: string; purpose?: string }[];
    };
    expect(manifest).toMatchObject({ name: 'Moontest', display: 'standalone' });
    expect(new URL(manifest.start_url, address).href).toBe(host.address);
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
    for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
      const size = await page.evaluate(async (url) => {
        const bitmap = await createImageBitmap(await (await fetch(url)).blob());
        return `${bitmap.width}x${bitmap.height}`;
      }, new URL(src, address).href);
      expect(size).toBe(sizes);
    }
  },
);
