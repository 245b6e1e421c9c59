import { copyFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, idle, openWithResult, SAMPLE, test } from './site.ts';

function dataButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Data:/ });
}

function recent(page: Page): Locator {
  return page.getByRole('group', { name: 'Recent' });
}

/** Has the browser's chooser of handles, which can't be driven, give a file that the browser holds itself. */
async function giveByChooser(page: Page, name: string): Promise<void> {
  await page.evaluate(async (called) => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(called, { create: true });
    const sample = await fetch('sample/mes-1m.parquet');
    const writable = await handle.createWritable();
    await writable.write(await sample.blob());
    await writable.close();
    Object.assign(window, { showOpenFilePicker: () => Promise.resolve([handle]) });
  }, name);
}

test('a chosen file is opened again on the next visit, and can be forgotten once it is gone', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await dataButton(page).click();
  await expect(page.getByRole('menuitem', { name: /Open files/ })).toBeVisible();
  await expect(recent(page)).toHaveCount(0);
  await page.keyboard.press('Escape');

  await giveByChooser(page, 'mes-own.parquet');
  await dataButton(page).click();
  await page.getByRole('menuitem', { name: /Open files/ }).click();
  await expect(dataButton(page)).toHaveAccessibleName('Data: mes-own.parquet');
  await idle(page);
  await dataButton(page).click();
  await expect(recent(page).getByRole('menuitem')).toHaveText([
    /^mes-own\.parquet\s+[\d.]+ .B, \d{4}-\d\d-\d\d \d\d:\d\d$/,
    'Forget recent files',
  ]);

  await openWithResult(page, site);
  await dataButton(page).click();
  await recent(page)
    .getByRole('menuitem', { name: /^mes-own/ })
    .click();
  await expect(dataButton(page)).toHaveAccessibleName('Data: mes-own.parquet');
  await idle(page);

  await page.evaluate(async () => {
    const folder = await navigator.storage.getDirectory();
    await folder.removeEntry('mes-own.parquet');
  });
  await openWithResult(page, site);
  await dataButton(page).click();
  await recent(page)
    .getByRole('menuitem', { name: /^mes-own/ })
    .click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('mes-own.parquet can’t be used. It was moved, renamed or');
  await alert.getByRole('button', { name: 'Remove from recent files' }).click();
  await expect(alert).toHaveCount(0);
  await dataButton(page).click();
  await expect(recent(page)).toHaveCount(0);
});

test('a file dropped from the desktop is in the list until it is forgotten', async ({
  page,
  site,
}, info) => {
  const path = info.outputPath('desktop.parquet');
  copyFileSync(SAMPLE, path);
  await openWithResult(page, site);
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  }
  await expect(dataButton(page)).toHaveAccessibleName('Data: desktop.parquet');
  await idle(page);
  await dataButton(page).click();
  await recent(page)
    .getByRole('menuitem', { name: /^desktop/ })
    .click();
  await idle(page);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await dataButton(page).click();
  await expect(recent(page).getByRole('menuitem')).toHaveCount(2);
  await page.screenshot({ path: info.outputPath('recent.png') });
  await recent(page).getByRole('menuitem', { name: 'Forget recent files' }).click();
  await dataButton(page).click();
  await expect(recent(page)).toHaveCount(0);
});
