import { expect, idle, netPnl, openWithResult, test } from './site.ts';

test('the six numbers are measured by the run before, or by buy-and-hold, and the choice stays', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const base = page.getByLabel('Difference to');
  const delta = netPnl(page).locator('~ .delta');
  await base.selectOption('the run before');
  await expect(page.getByText('Not measured: there is none on this data yet.')).toBeVisible();
  await expect(delta).toHaveCount(0);

  const before = money(await netPnl(page).innerText());
  await page.getByRole('tab', { name: 'Params' }).click();
  await page.getByLabel('gap').fill('3');
  await page.keyboard.press('Enter');
  await expect(delta).toContainText('$');
  await idle(page);
  const earned = money(await netPnl(page).innerText()) - before;
  expect(money(await delta.innerText())).toBeCloseTo(earned, 6);
  await expect(delta).toContainText(earned > 0 ? 'better' : 'worse');

  await base.selectOption('buy-and-hold');
  const held = /([+−]\$[\d,.]+) vs B&H/.exec(await netPnl(page).locator('+ dd').innerText());
  await expect(delta).toContainText(held?.[1] ?? 'nothing');

  await page.reload();
  await expect(base).toHaveValue('buy_and_hold');
  await expect(delta).toContainText('$');
  await base.selectOption('nothing');
  await expect(delta).toHaveCount(0);
});

/** The number in `+$1,234.50` and the like. */
function money(text: string): number {
  return Number(text.replace('−', '-').replace(/[^\d.-]/g, ''));
}
