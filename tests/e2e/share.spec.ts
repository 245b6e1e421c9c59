import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import {
  BUY_AND_HOLD,
  drop,
  expect,
  idle,
  netPnl,
  openWithResult,
  runButton,
  sampleBytes,
  test,
  writeScript,
} from './site.ts';

/** Opens the dialog and returns the link in it. */
async function linkOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const field = page.getByLabel('Link', { exact: true });
  await expect(field).toHaveValue(/#s=/);
  return field.inputValue();
}

function bar(page: Page): Locator {
  return page.getByRole('region', { name: 'Shared strategy' });
}

/** Types a setting's value as a person does. */
async function set(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('tab', { name: /^Settings/ }).click();
  await page.locator(`#setting-${name}`).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

test(
  'a link brings script and settings, and the numbers are reproduced',
  { tag: '@firefox' },
  async ({ page, site, browser }) => {
    await openWithResult(page, site);
    await set(page, 'commission_round_turn', '3.2');
    const link = await linkOf(page);
    expect(link.length).toBeLessThan(2000);
    expect(link.startsWith(site.address)).toBe(true);
    await page.keyboard.press('Escape');
    await runButton(page).click();
    await idle(page);
    const pnl = await netPnl(page).innerText();

    // Someone else, with a draft of their own.
    const context = await browser.newContext();
    const other = await context.newPage();
    const faults: string[] = [];
    other.on('pageerror', (error) => faults.push(error.message));
    await openWithResult(other, site);
    await writeScript(other, BUY_AND_HOLD);
    await expect(other.getByRole('contentinfo')).toContainText('draft saved');
    await other.goto(link);
    const dialog = other.getByRole('dialog', { name: /A shared strategy/ });
    await expect(dialog).toContainText('Claimed, not checked');
    await expect(dialog).toContainText(pnl);
    await expect(dialog.getByLabel('The shared script')).toContainText('EMA cross');
    // It has not run, and the draft is what it was.
    await expect(other.locator('.cm-content')).toContainText('ctx.step == 0');
    await dialog.getByRole('button', { name: /^Run it on mes-1m/ }).click();
    await expect(bar(other)).toContainText('reproduced ✓');
    await expect(other.locator('.cm-content')).toContainText('EMA cross');
    await expect(netPnl(other)).toHaveText(pnl);
    expect(new URL(other.url()).hash).toBe('');

    // A change is no longer what was claimed; back is back.
    await set(other, 'commission_round_turn', '0');
    await runButton(other).click();
    await expect(bar(other)).toContainText('The setting commission_round_turn was 3.2 and is 0.');
    await bar(other).getByRole('button', { name: 'Back to my own work' }).click();
    await expect(bar(other)).toBeHidden();
    await expect(other.locator('.cm-content')).toContainText('ctx.step == 0');
    await idle(other);
    await expect(other.getByRole('tab', { name: /^Trades/ })).toHaveText('Trades 1');
    await other.getByRole('button', { name: /^Strategy:/ }).click();
    await expect(other.getByRole('menuitem', { name: /^ema_cross-2\.lua/ })).toBeVisible();
    expect(faults).toEqual([]);
    await context.close();
  },
);

test('a link made on one’s own file differs on the sample and is reproduced on the file', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'mine.parquet', sampleBytes());
  await expect(page.getByRole('button', { name: 'Data: mine.parquet' })).toBeVisible();
  await idle(page);
  await set(page, 'limit', '5000');
  const link = await linkOf(page);
  await page.keyboard.press('Escape');
  await page.goto('about:blank');
  await page.goto(link);
  const dialog = page.getByRole('dialog', { name: /A shared strategy/ });
  await expect(dialog).toContainText('mine.parquet, 5,000 bars');
  await expect(dialog).toContainText('drop that file here');
  await dialog.getByRole('button', { name: /^Run it on/ }).click();
  // The sample is the same file under another name: what counts are the bars.
  await expect(bar(page)).toContainText('reproduced ✓');
  await set(page, 'limit', '4000');
  await runButton(page).click();
  await expect(bar(page)).toContainText('5,000 bars were used, now 4,000');
  await page.reload();
  // A part belongs to the file of one visit; what was claimed stays, and is told from it.
  await expect(bar(page)).toContainText('5,000 bars were used, now 110,400');
});

test(
  'a damaged link is one sentence, and the page works',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await page.goto(`${site.address}#s=AQAAAABub3RoaW5n`);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('This link can’t be used: it is not whole');
    await expect(netPnl(page)).toHaveText(/\$/);
    await idle(page);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await expect(alert).toBeHidden();
    // Pasted into the address of the open page.
    await page.evaluate(() => (location.hash = '#s=%00%ff'));
    await expect(alert).toContainText(
      'This link can’t be used: it holds a character that no link has',
    );
  },
);

test('a long script is offered as a file, which is opened like a link', async ({ page, site }) => {
  await openWithResult(page, site);
  const noise = Array.from({ length: 300 }, (_, n) => `-- ${(Math.sin(n) * 1e9).toString(36)}`);
  await writeScript(page, `${noise.join('\n')}\n${BUY_AND_HOLD}`);
  await linkOf(page);
  const dialog = page.getByRole('dialog', { name: /^Share/ });
  await expect(dialog).toContainText('save it as a file instead');
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as a file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('ema_cross.share.json');
  const text = readFileSync(await file.path(), 'utf8');
  await page.keyboard.press('Escape');
  await drop(page, 'theirs.json', text);
  const received = page.getByRole('dialog', { name: /A shared strategy/ });
  await expect(received.getByLabel('The shared script')).toContainText('ctx.step == 0');
  await received.getByRole('button', { name: 'Not now' }).click();
  await expect(bar(page)).toContainText('waits for a look');
  await bar(page).getByRole('button', { name: 'Look at it' }).click();
  await received.getByRole('button', { name: /^Run it/ }).click();
  await expect(bar(page)).toContainText('reproduced ✓');
  await bar(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(bar(page)).toBeHidden();
});

test('copying says that it is done', async ({ page, site }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openWithResult(page, site);
  const link = await linkOf(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test('a stranger’s tricks with the direction of text are seen', async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(page, `-- \u202e evil\n${BUY_AND_HOLD}`);
  const link = await linkOf(page);
  await page.keyboard.press('Escape');
  await page.goto(link);
  await expect(page.getByLabel('The shared script')).toContainText('-- ‹U+202E› evil');
});
