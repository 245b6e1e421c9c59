import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, idle, netPnl, openWithResult, test } from './site.ts';

test(
  'the sample runs by itself and shows its result',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await expect(page.getByRole('button', { name: 'Data: mes-1m.parquet' })).toContainText(
      'sample',
    );
    await expect(page.getByRole('button', { name: 'Strategy: ema_cross.lua' })).toBeVisible();
    await expect(page.getByRole('tab', { name: /^Trades \d/ })).toBeVisible();
    await expect(page.getByRole('contentinfo')).toContainText(/[\d,]+ bars.*ms/);
    await expect(page.locator('.chart canvas')).toHaveCount(3);
    await expect(page.locator('.readout')).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/);
  },
);

test('it works when the server calls the wasm files something else', async ({ page, site }) => {
  await page.context().route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'content-type': 'application/octet-stream' };
    await route.fulfill({ response, headers });
  });
  await openWithResult(page, site);
});

test('opened as a file it says in a sentence what to do', async ({ page, watch }) => {
  await page.goto(pathToFileURL('dist/index.html').href);
  await expect(page.getByText('the page has to come from a web server')).toBeVisible();
  // The browser itself refuses the script and says so; no request went to a network.
  watch.faults.length = 0;
  expect(watch.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  watch.requests.length = 0;
});

test('the first scripts are at most 60 KB, gzipped', () => {
  const html = readFileSync('dist/index.html', 'utf8');
  const links = html.matchAll(
    /<(?:script|link rel="modulepreload")[^>]*(?:src|href)="([^"]+\.js)"/g,
  );
  const files = [...links].map(([, path]) => join('dist', path ?? ''));
  expect(files.length).toBeGreaterThan(0);
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
  expect(size).toBeLessThanOrEqual(60_000);
});

test('the licences of all that is shipped are listed in the page', async ({ page, site }) => {
  expect(existsSync('dist/licences.txt')).toBe(true);
  await openWithResult(page, site);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'About and licences' }).click();
  const list = page.getByLabel('Third-party licences');
  for (const name of ['Lua 5.4', 'wasi-libc', 'svelte 5', 'uplot 1', 'parquet-wasm', '(Rust)']) {
    await expect(list).toContainText(name);
  }
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('a formula is one click away from its number', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  const metric = page.getByRole('region', { name: 'Metrics' }).getByRole('button').nth(4);
  await expect(metric).toHaveAttribute('aria-expanded', 'false');
  await metric.click();
  await expect(metric).toHaveAttribute('aria-expanded', 'true');
  const panel = page.getByRole('tabpanel', { name: 'Metrics' });
  await expect(panel).toContainText('mean ÷ standard deviation (n − 1) of daily returns × √P');
  // What other programs print, and from how many days of which year.
  await expect(panel.getByRole('row', { name: /^backtesting\.py 0\.\d{3}/ })).toBeVisible();
  await expect(panel.getByRole('row', { name: /^per bar × √252 0\.\d{3}/ })).toBeVisible();
  await expect(panel).toContainText('N = 96 days in UTC, P = 252 a year');
});

test('the chart zooms by dragging and shows all again by a double click', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const readout = page.locator('.readout .when');
  const box = await page.locator('.chart .u-over').first().boundingBox();
  if (box === null) throw new Error('no chart');
  const y = box.y + 60;
  await page.mouse.move(box.x + 10, y);
  const first = await readout.innerText();
  await page.mouse.move(box.x + box.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 50, y, { steps: 4 });
  await page.mouse.up();
  await page.mouse.move(box.x + 10, y);
  // The left edge is now what the middle was.
  await expect(readout).not.toHaveText(first);
  await page.mouse.dblclick(box.x + 10, y);
  await page.mouse.move(box.x + 11, y);
  await page.mouse.move(box.x + 10, y);
  await expect(readout).toHaveText(first);
});

test(
  'the wheel zooms until each bar is drawn, and marks of trades appear',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await expect(page.locator('.chart canvas')).toHaveCount(3);
    const hint = page.locator('.chart .how');
    await expect(hint).toHaveText('zoom in to see entries and exits');
    const box = await page.locator('.chart .u-over').first().boundingBox();
    if (box === null) throw new Error('no chart');
    const when = page.locator('.readout .when');
    const shown = async (): Promise<number> =>
      Date.parse((await when.innerText()).replace(' UTC', 'Z'));
    // A Thursday.
    await page.mouse.move(box.x + box.width * 0.35, box.y + 60);
    await expect(when).toHaveText(/2026-02-12/);
    const before = await shown();
    for (let turns = 0; turns < 8; turns += 1) await page.mouse.wheel(0, -200);
    await expect(hint).toContainText('▲ long');
    // The readout speaks of the bar under the crosshair also after finer lines have come; a pixel was 3 h.
    await expect(async () => {
      expect(Math.abs((await shown()) - before)).toBeLessThan(4 * 3_600_000);
    }).toPass({ timeout: 20_000 });
    await page.screenshot({ path: 'test-output/screenshots/desktop-light-zoomed.png' });
    for (let turns = 0; turns < 20; turns += 1) await page.mouse.wheel(0, -200);
    // Once the finer lines are there, neighbours under the crosshair are a minute apart.
    await page.getByRole('application').focus();
    await expect(async () => {
      await page.keyboard.press('ArrowLeft');
      const left = await shown();
      await page.keyboard.press('ArrowRight');
      const right = await shown();
      expect(right - left).toBe(60_000);
    }).toPass({ timeout: 20_000 });
  },
);

test('the chart takes the keyboard', async ({ page, site }) => {
  await openWithResult(page, site);
  const chart = page.getByRole('application');
  await chart.focus();
  await page.keyboard.press('Home');
  const first = await page.locator('.readout .when').innerText();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.readout .when')).not.toHaveText(first);
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.readout .when')).toHaveText(first);
});

test('a second visit shows the result again', async ({ page, site }) => {
  await openWithResult(page, site);
  const pnl = await netPnl(page).innerText();
  await page.reload();
  await expect(netPnl(page)).toHaveText(pnl);
  await idle(page);
});

test('months and drawdowns are one click away, and a drawdown leads to the chart', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await expect(
    page.getByRole('row', { name: /^2026 .0\.21 \+14\.49 \+2\.37 \+5\.22 / }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Drawdown of 17.62%: show on the chart' }).press('Enter');
  await expect(page.locator('.chart canvas')).toHaveCount(3);
  // It lasts from 19 January to 26 February, shown with as much before and after, to the run's first bar.
  await page.getByRole('application').press('Home');
  await expect(page.locator('.readout .when')).toHaveText(/^2026-01-0[45] /);
});

test('the strip below the charts shows and moves the part in view', async ({ page, site }) => {
  await openWithResult(page, site);
  const strip = page.locator('.brush');
  const box = await strip.boundingBox();
  if (box === null) throw new Error('no strip');
  const y = box.y + box.height / 2;
  const drag = async (from: number, to: number): Promise<void> => {
    await page.mouse.move(box.x + box.width * from, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
    await page.mouse.up();
  };
  const first = async (): Promise<string> => {
    await page.getByRole('application').press('Home');
    const when = await page.locator('.readout .when').innerText();
    return when.slice(0, 10);
  };
  const view = page.locator('.brush .window');
  await drag(0.5, 0.75);
  const half = await view.boundingBox();
  expect((half?.width ?? 0) / box.width).toBeCloseTo(0.25, 1);
  await drag(0.6, 0.4);
  const moved = await view.boundingBox();
  expect(moved?.width).toBeCloseTo(half?.width ?? 0, 0);
  expect(((moved?.x ?? 0) - box.x) / box.width).toBeCloseTo(0.3, 1);
  await strip.dblclick();
  expect(await first()).toBe('2026-01-04');
});
