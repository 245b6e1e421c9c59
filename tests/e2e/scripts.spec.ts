import { expect, idle, openWithResult, test, writeScript } from './site.ts';
import type { Page } from '@playwright/test';

async function choose(page: Page, item: RegExp | string): Promise<void> {
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('several scripts are kept by name, also over a reload', async ({ page, site }) => {
  await openWithResult(page, site);
  await choose(page, 'New script');
  await writeScript(page, '-- one\nfunction on_bar() return "hold" end');
  await choose(page, 'Rename');
  await page.getByLabel('Name of the script').last().fill('first idea');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Strategy: first idea.lua' })).toBeVisible();
  await choose(page, 'Duplicate');
  await writeScript(page, '-- two\nfunction on_bar() return "hold" end');
  await expect(page.getByRole('button', { name: 'Strategy: first idea-2.lua' })).toBeVisible();
  await expect(page.getByText('draft saved')).toBeVisible();

  await page.reload();
  await idle(page);
  await expect(page.locator('.cm-content')).toContainText('-- two');
  await choose(page, /^first idea\.lua/);
  await expect(page.locator('.cm-content')).toContainText('-- one');
  await choose(page, 'Delete');
  await expect(page.locator('.cm-content')).toContainText('-- two');
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await expect(page.getByRole('menuitem', { name: 'first idea.lua', exact: true })).toHaveCount(0);
});

test('a changed example is a script of its own, and the example stays', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('-- mine ');
  await choose(page, /^EMA cross/);
  await expect(page.locator('.cm-content')).not.toContainText('-- mine');
  await idle(page);
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await page.screenshot({ path: 'test-output/screenshots/desktop-light-strategies.png' });
  await page.getByRole('menuitem', { name: /Bring back/ }).click();
  await expect(page.locator('.cm-content')).toContainText('-- mine');
});

test('indicators are completed with their formula', async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(page, 'function on_bar(ctx, bar)\n  local a = ');
  await page.keyboard.type('bar.kam');
  const list = page.locator('.cm-tooltip-autocomplete');
  await expect(list).toContainText('kama_10');
  await expect(page.locator('.cm-completionInfo')).toContainText('Kaufman');
});
