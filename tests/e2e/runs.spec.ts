import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import {
  BUY_AND_HOLD,
  drop,
  expect,
  idle,
  netPnl,
  openWithResult,
  sampleBytes,
  test,
  writeScript,
} from './site.ts';

async function showRuns(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('tab', { name: 'Runs' }).click();
}

function rows(page: Page): Locator {
  return page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
}

/** Runs a script that the sample's result gives way to. */
async function runScript(page: Page, text: string): Promise<void> {
  const before = await netPnl(page).innerText();
  await writeScript(page, text);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(netPnl(page)).not.toHaveText(before);
  await idle(page);
}

/** How many runs the browser's database holds. */
async function stored(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('moontest');
        opening.onerror = () => {
          reject(new Error('no database'));
        };
        opening.onsuccess = () => {
          const counting = opening.result.transaction('runs').objectStore('runs').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}

async function more(page: Page, run: string, item: RegExp | string): Promise<void> {
  await page.getByRole('button', { name: `More for ${run}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test(
  'runs are kept, compared, taken along in a file and run again',
  { tag: '@firefox' },
  async ({ page, site }) => {
    // Playwright hears of no download in the system's Firefox, so the file is taken as it is made.
    await page.addInitScript(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (made) => {
        if (made instanceof Blob) (globalThis as { saved?: Blob }).saved = made;
        return make(made);
      };
    });
    await openWithResult(page, site);
    await runScript(page, BUY_AND_HOLD);
    await showRuns(page);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('ema_cross · MES (2)');

    await more(page, 'ema_cross · MES (2)', 'Rename');
    await page.getByLabel('Name of the run').last().fill('hold');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Star hold' }).click();
    await page.getByRole('checkbox', { name: 'Compare ema_cross · MES', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Compare hold' }).check();

    const metrics = page.getByRole('region', { name: 'Metrics of the runs compared' });
    const sharpe = metrics.getByRole('row', { name: /^Sharpe/ });
    await expect(sharpe.getByRole('cell').nth(1)).toContainText(/(better|worse)$/);
    await expect(metrics.getByRole('row', { name: /^Win rate/ })).toContainText('no closed trades');
    await metrics.getByRole('radio').nth(1).check();
    await expect(sharpe.getByRole('cell').nth(0)).toContainText(/(better|worse)$/);
    await expect(page.getByText('from hold', { exact: false })).toBeVisible();
    const lines = page.getByRole('region', { name: 'Lines that differ' });
    await expect(lines).toContainText('ctx.step == 0');
    await expect(
      page.getByRole('img', { name: /of 2 runs over time/ }).locator('canvas'),
    ).toBeVisible();

    await page.reload();
    await idle(page);
    await showRuns(page);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('2 times');
    await expect(page.getByRole('button', { name: 'Star hold' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );

    await page.getByRole('button', { name: 'Export all' }).click();
    const text = await page.evaluate(() => (globalThis as { saved?: Blob }).saved?.text() ?? '');
    await page.getByRole('button', { name: 'Delete all' }).click();
    await expect(rows(page)).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows(page)).toHaveCount(2);
    await page.getByRole('button', { name: 'Delete all' }).click();
    // What is seen goes at once, what is stored a moment later.
    await expect.poll(() => stored(page)).toBe(0);
    await page.reload();
    await idle(page);
    // The draft has run again by itself, and that run is kept.
    await showRuns(page);
    await expect(rows(page)).toHaveCount(1);
    await drop(page, 'damaged.json', text.slice(0, 2000));
    await expect(page.getByText('The file is no JSON, or ends too early')).toBeVisible();
    await drop(page, 'runs.json', text);
    await expect(page.getByText('1 run added, 1 run here already.')).toBeVisible();
    await expect(rows(page)).toHaveCount(2);

    const other = rows(page).nth(1);
    await other.getByRole('button', { name: 'Open' }).click();
    await expect(page.getByText('Reproduced ✓')).toBeVisible();
    await expect(rows(page)).toHaveCount(2);
  },
);

test('a seventh run is not compared, and runs on other data are set apart', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  for (let gap = 1; gap < 7; gap += 1) {
    await runScript(page, `-- ${gap}\n${BUY_AND_HOLD.replace('== 0', `== ${gap * 3000}`)}`);
  }
  await showRuns(page);
  const boxes = page.getByRole('checkbox', { name: /^Compare / });
  await expect(boxes).toHaveCount(7);
  for (let at = 0; at < 6; at += 1) await boxes.nth(at).check();
  await boxes.nth(6).click();
  await expect(boxes.nth(6)).not.toBeChecked();
  await expect(page.getByText('Up to six runs are compared')).toBeVisible();
  await page.screenshot({ path: 'test-output/screenshots/desktop-light-runs.png' });
  expect(await violations(page)).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });

  test('runs are compared within 390 px', async ({ page, site }) => {
    await openWithResult(page, site);
    await page.getByRole('button', { name: 'Script', exact: true }).tap();
    await page.locator('.cm-content').tap();
    await writeScript(page, BUY_AND_HOLD);
    await page.getByRole('button', { name: /^Run/ }).filter({ visible: true }).tap();
    await idle(page);
    await page.getByRole('button', { name: 'Compare', exact: true }).tap();
    await page.getByRole('tab', { name: 'Runs' }).tap();
    const boxes = page.getByRole('checkbox', { name: /^Compare / });
    await boxes.nth(0).tap();
    await boxes.nth(1).tap();
    await expect(page.getByText('2 runs compared')).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.screenshot({ path: 'test-output/screenshots/phone-dark-runs.png' });
    expect(await violations(page)).toEqual([]);
  });
});

test('without a database the page works and says that runs are not kept', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
  });
  await openWithResult(page, site);
  await runScript(page, BUY_AND_HOLD);
  await showRuns(page);
  await expect(page.getByText('Runs are not kept.')).toBeVisible();
  await expect(rows(page)).toHaveCount(2);
});

test('a script runs on training and validation data, and what is left of it is marked', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'mes_train.parquet', sampleBytes());
  await drop(page, 'mes_validation.parquet', sampleBytes());
  await idle(page);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('tab', { name: 'Train, validation, test' }).click();
  await page.getByRole('button', { name: 'Run on 2 files' }).click();
  const metrics = page.getByRole('region', { name: 'Metrics on each file' });
  const sharpe = metrics.getByRole('row', { name: /^Sharpe/ });
  // The same bars under both names: nothing is lost.
  await expect(sharpe.getByRole('cell').nth(1)).toContainText('=');
  await expect(page.getByText(/From train to validation: .*Sharpe ratio/)).toBeVisible();
  await page.screenshot({ path: 'test-output/screenshots/desktop-light-parts.png' });
  expect(await violations(page)).toEqual([]);
});
