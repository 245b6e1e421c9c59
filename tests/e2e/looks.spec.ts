import type { Locator, Page } from '@playwright/test';
import { violations } from './axe.ts';
import { expect, idle, openWithResult, test } from './site.ts';

const SHOTS = 'test-output/screenshots';

/** A picture for people to judge, and what axe finds on it. */
async function judge(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
  expect(await violations(page), name).toEqual([]);
}

/** By finger; Playwright's Firefox has none that a page can feel. */
async function press(target: Locator): Promise<void> {
  if (target.page().context().browser()?.browserType().name() === 'firefox') await target.click();
  else await target.tap();
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme}, 390 px`, () => {
    test.use({
      colorScheme,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
      // Playwright's Firefox knows no phone; its width does.
      isMobile: async ({ browserName }, use) => {
        await use(browserName === 'chromium');
      },
    });

    test(
      'works by touch, reads well and passes axe',
      { tag: '@firefox' },
      async ({ page, site }) => {
        await openWithResult(page, site);
        await judge(page, `phone-${colorScheme}`);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflow).toBe(0);

        await press(page.getByRole('button', { name: 'Script', exact: true }));
        await expect(page.locator('.cm-content')).toBeVisible();
        await judge(page, `phone-${colorScheme}-script`);
        await press(page.getByRole('tab', { name: 'Settings' }));
        await judge(page, `phone-${colorScheme}-settings`);
        await press(page.getByRole('button', { name: 'Trades', exact: true }));
        await expect(page.getByRole('table')).toBeVisible();
        await judge(page, `phone-${colorScheme}-trades`);
        await press(page.getByRole('button', { name: /^Run/ }).filter({ visible: true }));
        await idle(page);
        await press(page.getByRole('button', { name: 'Results' }));
        await expect(page.locator('.chart canvas').first()).toBeVisible();
      },
    );

    test('a finger moves the crosshair, a double tap shows all', async ({ page, site }) => {
      await openWithResult(page, site);
      const when = page.locator('.readout .when');
      const last = await when.innerText();
      const box = await page.locator('.chart .u-over').first().boundingBox();
      if (box === null) throw new Error('no chart');
      await page.touchscreen.tap(box.x + 40, box.y + 50);
      await expect(when).not.toHaveText(last);

      await page.touchscreen.tap(box.x + 1, box.y + 50);
      const first = await when.innerText();
      await page.getByRole('application').press('End');
      for (let times = 0; times < 3; times += 1) await page.keyboard.press('+');
      // Long enough after the tap before not to make a double tap with it.
      await page.waitForTimeout(400);
      await page.touchscreen.tap(box.x + 1, box.y + 50);
      await expect(when).not.toHaveText(first);
      await page.touchscreen.tap(box.x + 1, box.y + 50);
      await expect(when).toHaveText(first);
    });
  });
}

test('the theme can be chosen and is kept', { tag: '@firefox' }, async ({ page, site }) => {
  await openWithResult(page, site);
  const background = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  expect(await background()).not.toBe(light);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
});

test('the left panel can be made wider by keyboard', async ({ page, site }) => {
  await openWithResult(page, site);
  const separator = page.getByRole('separator');
  await separator.focus();
  await page.keyboard.press('ArrowRight');
  await expect(separator).toHaveAttribute('aria-valuenow', '496');
  const panel = await page.getByRole('region', { name: 'Strategy' }).boundingBox();
  expect(panel?.width).toBe(496);
});

test('the menus work by keyboard', async ({ page, site }) => {
  await openWithResult(page, site);
  const opener = page.getByRole('button', { name: /^Strategy:/ });
  await opener.focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /New script/ })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /Open a script/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
});
