/** Without a mouse, and by finger. */

import type { Page } from '@playwright/test';
import { drop, expect, idle, netPnl, openWithResult, test } from './site.ts';

/** Presses Tab until something of this role and name has the focus. */
async function tabTo(page: Page, role: 'button' | 'tab' | 'textbox', name: RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name }).filter({ visible: true });
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await wanted.evaluateAll((all) => all.includes(document.activeElement as HTMLElement)))
      return;
  }
  throw new Error(`no ${role} ${String(name)} in sixty presses of Tab`);
}

test(
  'a rule is written, run and read by keyboard alone',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await expect(page.locator('.cm-content')).toBeVisible();
    await tabTo(page, 'button', /^Data:/);
    await tabTo(page, 'button', /^Strategy:/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Strategy: new.lua' })).toBeFocused();
    await tabTo(page, 'textbox', /^Script/);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(
      'function on_bar(ctx) return ctx.step == 0 and "buy" or "hold" end',
    );
    await page.keyboard.press('ControlOrMeta+Enter');
    await idle(page);
    // Tab indents in the editor; Escape lets it go on. A list of completions takes the first Escape.
    // The editor waits two seconds for the Tab, which a busy machine may need for the key.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      await expect(page.locator('.cm-content')).not.toBeFocused({ timeout: 500 });
    }).toPass();
    await tabTo(page, 'tab', /^Overview/);
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Metrics' })).toBeFocused();
    await tabTo(page, 'button', /^Net PnL/);
    await page.keyboard.press('Enter');
    await expect(page.getByText('final equity − initial balance')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(netPnl(page)).toHaveText(/\$/);
  },
);

test('the focus stays where one works, whatever goes with what was done', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const run = page.getByRole('button', { name: /^(Run|Stop)/ }).filter({ visible: true });
  await run.focus();
  await page.keyboard.press('Enter');
  await idle(page);
  await expect(run).toBeFocused();
  await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('Net PnL +$');

  await page.getByRole('tab', { name: /^Trades/ }).click();
  await page.getByRole('button', { name: 'Trade 3: show on the chart' }).press('Enter');
  await expect(page.getByRole('application')).toBeFocused();

  await page.getByRole('tab', { name: 'Settings' }).click();
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.fill('7');
  await seed.press('Enter');
  await page.getByRole('button', { name: 'Reset Seed to 0' }).press('Enter');
  await expect(seed).toBeFocused();

  await drop(page, 'bad.parquet', 'PAR1');
  await page.getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeFocused();

  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('tab', { name: 'Runs' }).click();
  await page
    .getByRole('button', { name: /^More for/ })
    .first()
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
});

test('nothing moves for someone who asked for less motion', async ({ page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openWithResult(page, site);
  await page.locator('.cm-content').click();
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')]
        .map((element) => getComputedStyle(element))
        .filter(
          (style) =>
            (style.animationName !== 'none' && style.animationDuration !== '0s') ||
            style.transitionDuration.split(', ').some((length) => length !== '0s'),
        ).length,
  );
  expect(moving).toBe(0);
});

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    // Playwright's Firefox knows no phone.
    isMobile: async ({ browserName }, use) => {
      await use(browserName === 'chromium');
    },
  });

  /** Controls in sight that are lower than a finger; a row that does the same as its button counts. */
  async function small(page: Page): Promise<string[]> {
    return page.evaluate(() => {
      const controls = document.querySelectorAll<HTMLElement>(
        'button, select, input, [role=tab], [role=menuitem]',
      );
      return [...controls]
        .filter((control) => control.checkVisibility({ visibilityProperty: true }))
        .filter((control) => control.closest('.cm-editor') === null)
        .map((control) => control.closest<HTMLElement>('tr, .field, .row') ?? control)
        .filter((target) => target.getBoundingClientRect().height < 43.5)
        .map((target) => target.outerHTML.slice(0, 120));
    });
  }

  test('every control is as tall as a finger', async ({ page, site }) => {
    await openWithResult(page, site);
    const seen: Record<string, string[]> = {};
    for (const tab of ['Overview', 'Metrics', /^Trades/, 'Log']) {
      await page.getByRole('tab', { name: tab }).tap();
      await page.waitForTimeout(200);
      seen[String(tab)] = await small(page);
    }
    await page.getByRole('button', { name: 'Script', exact: true }).tap();
    for (const tab of ['Params', 'Settings']) {
      await page.getByRole('tab', { name: tab }).tap();
      seen[tab] = await small(page);
    }
    await page.getByRole('button', { name: 'More' }).tap();
    seen.menu = await small(page);
    expect(
      Object.fromEntries(Object.entries(seen).filter(([, found]) => found.length > 0)),
    ).toEqual({});
  });

  test('two fingers zoom the charts', { tag: '@firefox' }, async ({ page, site }) => {
    await openWithResult(page, site);
    const width = async (): Promise<number> =>
      (await page.locator('.brush .window').boundingBox())?.width ?? 0;
    await expect(page.locator('.brush')).toBeVisible();
    const whole = await width();
    await page
      .locator('.chart .u-over')
      .first()
      .evaluate((over) => {
        const box = over.getBoundingClientRect();
        const finger = (type: string, pointerId: number, share: number): void => {
          const clientX = box.left + box.width * share;
          const shape = { pointerType: 'touch', bubbles: true, pointerId, clientX };
          over.dispatchEvent(new PointerEvent(type, { ...shape, clientY: box.top + 50 }));
        };
        finger('pointerdown', 1, 0.4);
        finger('pointerdown', 2, 0.6);
        finger('pointermove', 1, 0.1);
        finger('pointermove', 2, 0.9);
        finger('pointerup', 1, 0.1);
        finger('pointerup', 2, 0.9);
      });
    // What was a fifth of the view is now four fifths of it.
    await expect(async () => {
      expect((await width()) / whole).toBeCloseTo(0.25, 1);
    }).toPass({ timeout: 20_000 });
  });
});
