import { expect, idle, netPnl, openWithResult, runButton, test, writeScript } from './site.ts';

test.beforeEach(async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: 'Settings' }).click();
});

test('a letter where a number belongs is said at its field, and nothing is lost', async ({
  page,
}) => {
  const pnl = await netPnl(page).innerText();
  const balance = page.getByLabel('Initial balance', { exact: true });
  await balance.fill('ten thousand');
  await balance.press('Enter');
  await expect(balance).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByRole('tabpanel', { name: 'Settings' }).getByRole('alert')).toContainText(
    'ten thousand',
  );
  await expect(balance).toHaveValue('ten thousand');
  await expect(netPnl(page)).toHaveText(pnl);

  await page.getByRole('button', { name: /^Reset Initial balance/ }).click();
  await idle(page);
  await expect(balance).toHaveAttribute('aria-invalid', 'false');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test(
  'a wrong value is said with its bound while it is typed, and Run leads to the first wrong field',
  { tag: '@firefox' },
  async ({ page }) => {
    const panel = page.getByRole('tabpanel', { name: /^Settings/ });
    const fee = page.getByLabel('Fee (bps)');
    const balance = page.getByLabel('Initial balance', { exact: true });
    const zone = page.getByRole('textbox', { name: 'Timezone' });
    await fee.click();
    await fee.press('ControlOrMeta+a');
    await fee.pressSequentially('-1');
    // Typed and not left yet: nothing has run with it.
    await expect(panel.getByRole('alert')).toHaveText('Must be 0 or more, but is -1.');
    await expect(fee).toHaveAttribute('aria-invalid', 'true');
    await expect(fee).toHaveAccessibleDescription(/Must be 0 or more, but is -1\.$/);
    await fee.press('Backspace');
    await fee.press('Backspace');
    await fee.pressSequentially('2');
    await expect(fee).toHaveAttribute('aria-invalid', 'false');

    for (const [field, text] of [
      [zone, 'Europe/Belin'],
      [balance, '0'],
    ] as const) {
      await field.click();
      await field.press('ControlOrMeta+a');
      await field.pressSequentially(text);
    }
    await expect(panel.getByRole('alert')).toHaveCount(2);
    await expect(zone).toHaveAccessibleDescription(/did you mean "Europe\/Berlin"\?/);
    await expect(page.getByRole('tab', { name: 'Settings 2 wrong' })).toBeVisible();
    await page.getByRole('tab', { name: 'Script' }).click();
    await runButton(page).click();
    await expect(balance).toBeFocused();
    await expect(balance).toHaveAccessibleDescription(/Must be more than 0, but is 0\.$/);
  },
);

test('Ctrl+Enter in a field runs with what stands there', async ({ page }) => {
  const pnl = await netPnl(page).innerText();
  await page.getByLabel('Contract multiplier').fill('10');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(netPnl(page)).not.toHaveText(pnl);
  await idle(page);
  await expect(page.getByRole('tab', { name: 'Settings 1 changed' })).toBeVisible();
});

test('the preset is picked by the symbol, shown, changed and reset', async ({ page }) => {
  const preset = page.getByLabel('Preset');
  const multiplier = page.getByLabel('Contract multiplier');
  await expect(preset).toHaveValue('auto');
  await expect(preset).toContainText('By symbol: MES');
  await expect(multiplier).toHaveValue('5');
  const pnl = await netPnl(page).innerText();

  await preset.selectOption('es');
  await idle(page);
  await expect(multiplier).toHaveValue('50');
  await expect(netPnl(page)).not.toHaveText(pnl);

  await multiplier.fill('20');
  await multiplier.press('Enter');
  await expect(page.getByRole('tab', { name: /^Settings/ })).toContainText('1 changed');
  await page.getByRole('button', { name: /^Reset 1/ }).click();
  await expect(multiplier).toHaveValue('50');

  await preset.selectOption('auto');
  await idle(page);
  await expect(netPnl(page)).toHaveText(pnl);
});

test('profile reference reads the file its own way and runs', async ({ page }) => {
  await page.getByLabel('Preset').selectOption('reference');
  await expect(page.getByRole('region', { name: 'This run' })).toContainText('profile reference');
  await expect(page.getByLabel('Fill', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a param of the script can be changed and reset', async ({ page }) => {
  const pnl = await netPnl(page).innerText();
  await page.getByRole('tab', { name: 'Params' }).click();
  const gap = page.getByLabel('gap');
  await expect(gap).toHaveValue('0.5');
  await gap.fill('5');
  await gap.press('Enter');
  await expect(netPnl(page)).not.toHaveText(pnl);
  await page.getByRole('button', { name: 'Reset gap' }).click();
  await expect(netPnl(page)).toHaveText(pnl);
  await expect(gap).toHaveValue('0.5');
});

test('params become fields while the script is written, before it has run', async ({ page }) => {
  await page.getByRole('tab', { name: 'Script' }).click();
  await writeScript(
    page,
    'params = { size = 3, long_only = true }\nfunction on_bar(ctx) return "hold" end',
  );
  await page.getByRole('tab', { name: 'Params' }).click();
  await expect(page.getByLabel('size')).toHaveValue('3');
  await expect(page.getByLabel('long_only')).toBeChecked();
  await page.getByLabel('size').fill('many');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Must be a number, but is "many".', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Reset size' }).click();
  await expect(page.getByLabel('size')).toHaveValue('3');
});
