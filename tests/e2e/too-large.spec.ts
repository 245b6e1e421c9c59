import { readFileSync } from 'node:fs';
import { drop, expect, idle, netPnl, openWithResult, test } from './site.ts';

/** 400 KB that decode to 2.4 GB. */
const FIFTY_MILLION = 'tests/fixtures/zoo/bomb_real_50m_rows.parquet';

test('a file too large for memory offers the part that fits, which one click begins to read', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const pnl = await netPnl(page).innerText();
  await drop(page, 'fifty.parquet', readFileSync(FIFTY_MILLION));
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('50,000,000 rows need 2.4 GB of memory');
  await expect(alert).toContainText('mes-1m.parquet is still in use.');
  await alert.getByRole('button', { name: /31,000,000/ }).click();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.keyboard.press('Escape');
  await idle(page);
  // Nothing was lost on the way.
  await expect(page.getByRole('button', { name: 'Data: mes-1m.parquet' })).toBeVisible();
  await expect(netPnl(page)).toHaveText(pnl);
});
