/** Times are printed, and judged at ten times the goal only; sizes are judged where they are made. */

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { equityParquet } from '../../web/worker/export/equity-parquet.ts';
import { drop, expect, idle, netPnl, openWithResult, test, writeScript } from './site.ts';

/** Prints a time beside its goal and holds it to ten times that. */
function judgeTime(what: string, ms: number, goalMs: number): void {
  console.warn(`    ${what}: ${ms.toFixed(0)} ms (goal ${goalMs} ms)`);
  expect(ms, what).toBeLessThan(10 * goalMs);
}

/** Begins to note the main thread's long tasks; the function returned tells the longest. */
async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const slow: number[] = [];
    Object.assign(window, { slow });
    new PerformanceObserver((list) => {
      slow.push(...list.getEntries().map((entry) => entry.duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  return async () =>
    Math.max(0, ...(await page.evaluate(() => (window as unknown as { slow: number[] }).slow)));
}

test('the sample’s result is there soon after a cold start', async ({ page, site }) => {
  const begun = performance.now();
  await page.goto(site.address);
  await expect(netPnl(page)).toHaveText(/\$/);
  judgeTime('first result, cold', performance.now() - begun, 2_000);
  const longest = await watchTasks(page);
  await idle(page);
  judgeTime('longest task of the start', await longest(), 100);
});

test('ten megabytes are a chart soon after the drop', async ({ page, site }) => {
  const n = 300_000;
  // Numbers that don't compress, from a generator of our own so that they are the same each time.
  let seed = 1;
  const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const column = (): Float64Array => Float64Array.from({ length: n }, () => 100 + random());
  const series = {
    bar: Float64Array.from({ length: n }, (_, at) => at),
    ts: BigInt64Array.from(
      { length: n },
      (_, at) => 1_700_000_000_000_000_000n + BigInt(at) * 60_000_000_000n,
    ),
    ...{ close: column(), equity: column(), buy_and_hold: column(), drawdown: column() },
  };
  const wasm = readFileSync('node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm');
  const file = Buffer.from(await equityParquet(series, {}, wasm));
  expect(file.length).toBeGreaterThan(10_000_000);

  await openWithResult(page, site);
  const longest = await watchTasks(page);
  // To make the file in the page is no work of ours.
  await page.evaluate(() => {
    const { slow } = window as unknown as { slow: number[] };
    addEventListener('drop', () => (slow.length = 0), { capture: true });
  });
  await drop(page, 'ten.parquet', file);
  const begun = performance.now();
  await expect(page.getByRole('contentinfo')).toContainText('300,000 bars');
  await expect(page.locator('.chart canvas').first()).toBeVisible();
  judgeTime('10 MB, from the drop to the chart', performance.now() - begun, 1_500);
  judgeTime('longest task meanwhile', await longest(), 100);
});

test('Stop is heard', async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(
    page,
    'function on_bar()\n  for i = 1, 300000 do local n = i end\n  return "hold"\nend\n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('contentinfo')).toContainText('Running');
  const begun = performance.now();
  await page.keyboard.press('Escape');
  await idle(page);
  judgeTime('Stop', performance.now() - begun, 200);
});

test('more than a hundred thousand trades are listed, sorted, filtered and left for the chart', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Initial balance', { exact: true }).fill('100000000');
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Script' }).click();
  await writeScript(
    page,
    'function on_bar(ctx) return ctx.position == 0 and "buy" or "revert" end',
  );
  const longest = await watchTasks(page);
  await page.keyboard.press('ControlOrMeta+Enter');
  // One at every bar but the first.
  await expect(page.getByRole('tab', { name: 'Trades 110,399' })).toBeVisible();
  await page.getByRole('tab', { name: /^Trades/ }).click();
  // By selector: to find out roles is work for the page's thread, which is measured.
  const list = page.locator('#right-trades .long-list');
  const rows = list.locator('tbody tr:not([aria-hidden])');
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(80);
  await list.locator('th button', { hasText: /^Net/ }).click();
  await expect(rows.first()).toContainText('\u2212$');
  await list.focus();
  await page.keyboard.press('End');
  await expect(rows.last()).toContainText('+$');
  await page.locator('#right-trades select[aria-label="Side"]').selectOption('short');
  await expect(page.locator('#right-trades [role=status]')).toContainText(' of 110,399 trades');
  await rows.nth(3).click();
  await expect(page.locator('.chart canvas').first()).toBeVisible();
  judgeTime('longest task with 110,399 trades', await longest(), 100);
});
