import { readFileSync } from 'node:fs';
import { EXAMPLES } from '../../web/page/samples.ts';
import {
  BUY_AND_HOLD,
  drop,
  expect,
  idle,
  netPnl,
  openWithResult,
  SAMPLE,
  sampleBytes,
  test,
} from './site.ts';

test('a dropped data file is read and run', { tag: '@firefox' }, async ({ page, site }) => {
  await openWithResult(page, site);
  const pnl = await netPnl(page).innerText();
  await drop(page, 'mes-copy.parquet', sampleBytes());
  await expect(page.getByRole('button', { name: 'Data: mes-copy.parquet' })).toBeVisible();
  await idle(page);
  // The same bars under another name, and the same preset by that name.
  await expect(netPnl(page)).toHaveText(pnl);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a chosen data file is read and run', { tag: '@firefox' }, async ({ page, site }) => {
  // Chromium's own chooser of handles can't be driven; that of other browsers can, in it too.
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'showOpenFilePicker');
  });
  await openWithResult(page, site);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Data:/ }).click();
  await page.getByRole('menuitem', { name: /Open files/ }).click();
  await (
    await chooser
  ).setFiles({
    name: 'chosen.parquet',
    mimeType: 'application/octet-stream',
    buffer: readFileSync(SAMPLE),
  });
  await expect(page.getByRole('button', { name: 'Data: chosen.parquet' })).toBeVisible();
  await idle(page);
  await page.getByRole('tab', { name: /^Data/ }).click();
  await expect(page.getByRole('tabpanel', { name: /^Data/ })).toContainText('chosen.parquet');
});

test(
  'a CSV gets one sentence and the data before stays in use',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    const pnl = await netPnl(page).innerText();
    await drop(page, 'prices.csv', 'date,open,high,low,close\n2024-01-02,1,2,0.5,1.5\n');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('prices.csv can’t be used.');
    await expect(alert).toContainText('CSV');
    await expect(alert).toContainText('mes-1m.parquet is still in use.');
    await expect(netPnl(page)).toHaveText(pnl);
    await alert.getByRole('button', { name: 'Dismiss' }).click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await idle(page);
    await expect(netPnl(page)).toHaveText(pnl);
    await expect(page.getByRole('alert')).toHaveCount(0);
  },
);

test('a dropped script is opened and run, and the one before can be brought back', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'hold.lua', BUY_AND_HOLD);
  await expect(page.getByRole('button', { name: 'Strategy: hold.lua' })).toBeVisible();
  await idle(page);
  await expect(page.getByRole('tab', { name: /^Trades/ })).toHaveText('Trades 1');
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await page.getByRole('menuitem', { name: /Bring back/ }).click();
  await expect(page.locator('.cm-content')).toContainText('EMA cross');
});

test('the script is saved as a file', async ({ page, site }) => {
  await openWithResult(page, site);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Strategy:/ }).click();
  await page.getByRole('menuitem', { name: /Save the script/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('ema_cross.lua');
  expect(readFileSync(await file.path(), 'utf8')).toBe(
    readFileSync('public/scripts/ema_cross.lua', 'utf8'),
  );
});

test('every example runs and trades', async ({ page, site }) => {
  await openWithResult(page, site);
  for (const { title } of EXAMPLES) {
    await page.getByRole('button', { name: /^Strategy:/ }).click();
    await page.getByRole('menuitem', { name: title }).click();
    await expect(page.locator('.cm-content')).toContainText(title.slice(0, 4));
    await idle(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByRole('tab', { name: /^Trades [\d,]+/ })).toBeVisible();
  }
});

test('a file with three symbols asks which one, and runs the answer', async ({ page, site }) => {
  await openWithResult(page, site);
  await drop(
    page,
    'three.parquet',
    readFileSync('tests/fixtures/zoo/three_symbols_interleaved.parquet'),
  );
  const answer = page.getByRole('combobox', { name: /three\.parquet/ });
  await expect(answer).toContainText('ABC');
  // Nothing is replaced before there is an answer.
  await expect(page.getByRole('button', { name: 'Data: mes-1m.parquet' })).toBeVisible();
  await answer.selectOption('B');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByRole('button', { name: 'Data: three.parquet' })).toBeVisible();
  await idle(page);
  // 600 rows of three symbols in turn.
  await expect(page.getByRole('region', { name: 'This run' })).toContainText('200,');
});

test('a file without times can have its bars numbered', async ({ page, site }) => {
  await openWithResult(page, site);
  await drop(
    page,
    'untimed.parquet',
    readFileSync('tests/fixtures/zoo/pandas_rangeindex_no_time.parquet'),
  );
  await page.getByRole('combobox', { name: /untimed\.parquet/ }).selectOption('none');
  await page.getByRole('button', { name: 'Use it' }).click();
  await expect(page.getByRole('button', { name: 'Data: untimed.parquet' })).toBeVisible();
  await idle(page);
  await expect(page.locator('.readout .when')).toHaveText('bar 199');
});

test('a column given another role is read so, and the next file of that kind with it', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const file = readFileSync('tests/fixtures/zoo/ibkr_bars.parquet');
  await drop(page, 'first.parquet', file);
  await idle(page);
  await page.getByRole('tab', { name: /^Data/ }).click();
  await page.getByRole('combobox', { name: 'close', exact: true }).selectOption('average');
  await idle(page);
  await expect(page.getByRole('combobox', { name: 'close', exact: true })).toHaveValue('average');
  await drop(page, 'second.parquet', file);
  await expect(page.getByRole('button', { name: 'Data: second.parquet' })).toBeVisible();
  await idle(page);
  await expect(page.getByRole('combobox', { name: 'close', exact: true })).toHaveValue('average');
});

test('bad bars are left out when asked, and the setting says so', async ({ page, site }) => {
  await openWithResult(page, site);
  await drop(page, 'bad.parquet', readFileSync('tests/fixtures/zoo/nan_inf_neg.parquet'));
  await idle(page);
  await page.getByRole('tab', { name: /^Data/ }).click();
  const panel = page.getByRole('tabpanel', { name: /^Data/ });
  await expect(panel).toContainText('4 rows with a price that is not a positive number');
  await panel.getByRole('checkbox', { name: 'Leave bad bars out' }).check();
  await idle(page);
  await expect(panel).toContainText('those bars were left out');
  await expect(panel.locator('dd').first()).toHaveText('196');
});
