import { expect, idle, openWithResult, test, writeScript } from './site.ts';

test('trades are filtered and sorted, and only those in sight are in the document', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: /^Trades/ }).click();
  const panel = page.getByRole('tabpanel', { name: /^Trades/ });
  const rows = panel.getByRole('row');
  const all = Number((await panel.getByRole('status').innerText()).split(' ')[0]);
  expect(all).toBeGreaterThan(100);
  expect(await rows.count()).toBeLessThan(80);

  await panel.getByRole('button', { name: 'Net', exact: true }).click();
  await expect(panel.getByRole('columnheader', { name: 'Net' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  const worst = await rows.nth(1).innerText();
  expect(worst).toContain('\u2212$');
  await panel.getByRole('button', { name: 'Net', exact: true }).click();
  expect(await rows.nth(1).innerText()).not.toBe(worst);

  await panel.getByLabel('Side').selectOption('short');
  await panel.getByLabel('Outcome').selectOption('losers');
  await expect(panel.getByRole('status')).toContainText(/^\d+ of \d+ trades/);
  await expect(rows.nth(1)).toContainText('short');
  await panel.getByRole('button', { name: 'show all' }).click();
  await expect(panel.getByRole('status')).toContainText(`${String(all)} trades`);

  await panel.getByRole('group', { name: 'Trades' }).focus();
  await page.keyboard.press('End');
  await expect(panel.getByRole('row').last()).toBeVisible();
});

test('a trade leads to its place on the chart, by keyboard too', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: /^Trades/ }).click();
  await page.getByRole('button', { name: 'Trade 5: show on the chart' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.chart canvas')).toHaveCount(3);
  await expect(page.locator('.chart .how')).toContainText('▲ long');
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'test-output/screenshots/desktop-light-trade.png' });
});

test('refused orders are told with their reason', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Settings' }).click();
  await page.getByLabel('Margin per contract').fill('1000000');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.getByRole('tab', { name: /^Trades/ }).click();
  const panel = page.getByRole('tabpanel', { name: /^Trades/ });
  await expect(panel.locator('summary')).toHaveText(/Orders refused: [\d,]+\s+margin/);
  await panel.locator('summary').click();
  await expect(panel.getByText('margin_per_contract')).toBeVisible();
});

test('refused orders are listed one by one and lead to the chart', async ({ page, site }) => {
  await openWithResult(page, site);
  await writeScript(
    page,
    'function on_bar(ctx)\n  if ctx.step == 10 or ctx.step == 20 or ctx.step == 30 then return "buy" end\n  return "hold"\nend\n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await idle(page);
  await page.getByRole('tab', { name: /^Trades/ }).click();
  await expect(page.getByText('Orders refused: 2 past the largest position')).toBeVisible();
  await page.getByRole('button', { name: 'list each refused order' }).click();
  const list = page.getByRole('table', { name: /^Refused orders/ });
  // Given at bars 20 and 30, they would have been filled at the next.
  await expect(list.getByRole('row', { name: / 21 .*past the largest position$/ })).toBeVisible();
  await expect(list.getByRole('row', { name: / 31 .*past the largest position$/ })).toBeVisible();
  await list.getByRole('button').first().click();
  await expect(page.locator('.chart .how')).toContainText('□ refused');
  await page.waitForTimeout(300);
  await page.screenshot({ path: 'test-output/screenshots/desktop-light-refused.png' });
});
