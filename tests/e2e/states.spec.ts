/** Every tab, menu, dialog and error: held against axe, and a picture of each in both widths and themes. */

import type { Page } from '@playwright/test';
import { violations } from './axe.ts';
import { drop, expect, idle, netPnl, openWithResult, test, writeScript } from './site.ts';

const SHOTS = 'test-output/screenshots/states';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

/** Looks at the page in both widths and themes; leaves it as it was. */
async function judge(page: Page, state: string, skip: string[] = []): Promise<void> {
  for (const [width, size] of [
    [1440, DESKTOP],
    [390, PHONE],
  ] as const) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // The charts take their colours and widths in the next frames.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const look = `${state}-${String(width)}-${colorScheme}`;
      await page.screenshot({ path: `${SHOTS}/${look}.png` });
      // Roles and names are the same in both themes; what is seen differs.
      const rules = colorScheme === 'light' ? { skip } : { only: ['color-contrast'] };
      expect.soft(await violations(page, rules), look).toEqual([]);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect.soft(overflow, `${state}, ${String(width)} px: nothing is wider than the page`).toBe(0);
  }
  await page.setViewportSize(DESKTOP);
  await page.emulateMedia({ colorScheme: 'light' });
}

const BUYS_TWICE = 'function on_bar(ctx) if ctx.step < 2 then return "buy" end return "hold" end';
const FAILS =
  'function on_bar(ctx)\n  if ctx.step == 9 then error("no more") end\n  return "buy"\nend';

test('every state passes axe in both widths and themes', async ({ page, site }) => {
  test.setTimeout(240_000);
  const tab = (name: string | RegExp): Promise<void> => page.getByRole('tab', { name }).click();
  const menu = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click();
  const item = (name: string | RegExp): Promise<void> =>
    page.getByRole('menuitem', { name }).click();
  const close = async (): Promise<void> => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };

  await openWithResult(page, site);
  await expect(page.locator('.cm-content')).toBeVisible();
  await judge(page, 'overview');
  await page.getByLabel('Difference to').selectOption('buy-and-hold');
  await expect(netPnl(page).locator('~ .delta')).toContainText('$');
  await judge(page, 'overview-delta');
  await page.getByLabel('Difference to').selectOption('nothing');

  await tab('Metrics');
  await page.getByRole('button', { name: /^Sharpe/ }).click();
  await judge(page, 'metrics');
  await tab(/^Trades/);
  await judge(page, 'trades');
  await tab('Compare');
  await expect(page.getByText(/beats [\d.]+% of 500/)).toBeVisible();
  await judge(page, 'compare-baselines');
  await tab('Runs');
  await judge(page, 'compare-runs');
  await tab('Train, validation, test');
  await judge(page, 'compare-parts');
  await tab(/^Data/);
  await judge(page, 'data');
  await tab(/^Log/);
  await judge(page, 'log-empty');
  await tab('Params');
  await judge(page, 'params');
  await tab('Settings');
  await judge(page, 'settings');
  await page.getByLabel('Fee (bps)').fill('-1');
  await page.getByLabel('Memory (MiB)').fill('1024');
  await expect(page.getByRole('tab', { name: 'Settings 2 wrong' })).toBeVisible();
  await judge(page, 'settings-wrong');
  await page.getByRole('button', { name: /^Reset \d/ }).click();
  await idle(page);

  for (const [name, state] of [
    [/^Data:/, 'menu-data'],
    [/^Strategy:/, 'menu-strategy'],
    ['More', 'menu-more'],
  ] as const) {
    await menu(name);
    await judge(page, state);
    await page.keyboard.press('Escape');
  }
  await menu('More');
  await item('About and licences');
  await judge(page, 'dialog-about');
  await close();
  await menu('Share');
  const link = page.getByLabel('Link', { exact: true });
  await expect(link).toHaveValue(/#s=/);
  const shared = await link.inputValue();
  await judge(page, 'dialog-share');
  await close();
  await menu(/^Strategy:/);
  await item('Rename…');
  await judge(page, 'dialog-rename');
  await close();

  await tab('Script');
  await writeScript(page, 'function on_bar(ctx, bar)\n  return bar.');
  await expect(page.locator('.cm-tooltip-autocomplete')).toBeVisible();
  // The list is moved through from the editor, which keeps the focus and names the active one.
  await judge(page, 'completion', ['scrollable-region-focusable']);
  await page.keyboard.press('Escape');
  await writeScript(page, 'function on_bar(ctx, bar)\n  return "buy" +\nend');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').first()).toBeVisible();
  await judge(page, 'error-compile');
  await writeScript(page, FAILS);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').first()).toContainText('no more');
  await judge(page, 'error-run');
  await writeScript(page, BUYS_TWICE.replace('return "buy"', 'print(ctx.step) return "buy"'));
  await page.keyboard.press('ControlOrMeta+Enter');
  await idle(page);
  await tab(/^Log/);
  await judge(page, 'log');
  await tab(/^Trades/);
  await page.getByRole('button', { name: 'list each refused order' }).click();
  await judge(page, 'trades-refused');
  await tab('Script');
  await writeScript(page, 'function on_bar() return "hold" end');
  await page.keyboard.press('ControlOrMeta+Enter');
  await idle(page);
  await judge(page, 'trades-none');

  await tab('Overview');
  await drop(page, 'prices.csv', 'date,open,high,low,close\n2024-01-02,1,2,0.5,1.5\n');
  await expect(page.getByRole('alert')).toContainText('can’t be used');
  await judge(page, 'error-file');
  await page.goto(shared);
  await expect(page.getByRole('dialog')).toBeVisible();
  await judge(page, 'dialog-received');
});
