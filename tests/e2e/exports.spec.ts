import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { tableFromIPC, type Table } from 'apache-arrow';
import init, { readParquet } from 'parquet-wasm/esm';
import { drop, expect, idle, netPnl, openWithResult, SAMPLE, test, writeScript } from './site.ts';

/** Asks for an export in the menu and returns what the browser saved. */
async function exported(page: Page, title: RegExp): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: 'More' }).click();
  const begun = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: title }).click();
  const download = await begun;
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

async function parquetTable(bytes: Uint8Array): Promise<Table> {
  const wasm = 'node_modules/parquet-wasm/esm/parquet_wasm_bg.wasm';
  await init({ module_or_path: readFileSync(wasm) });
  return tableFromIPC(readParquet(bytes).intoIPCStream());
}

function rowsOf(csv: string): Record<string, string>[] {
  const [head = '', ...lines] = csv.trimEnd().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']));
  });
}

interface Result {
  trades: { entry_bar: number; net_pnl: number; exit_reason: string | null }[];
  equity_curve: number[];
}

test('the result, the trades and the equity are saved to the last bit', async ({ page, site }) => {
  await openWithResult(page, site);
  const json = await exported(page, /whole result/);
  expect(json.name).toBe('ema_cross-mes-1m-result.json');
  // The same bytes as the command line's, with the preset's settings.
  const words = ['run', SAMPLE, 'public/scripts/ema_cross.lua', '--contract-multiplier', '5'];
  const printed = execFileSync(process.execPath, ['bin/moontest.mjs', ...words, '--json'], {
    maxBuffer: 1e9,
  });
  expect(json.bytes.toString().trimEnd()).toBe(printed.toString().trimEnd());

  const { trades, equity_curve } = JSON.parse(json.bytes.toString()) as Result;
  const tradesFile = await exported(page, /trades/);
  expect(tradesFile.name).toBe('ema_cross-mes-1m-trades.csv');
  const rows = rowsOf(tradesFile.bytes.toString());
  expect(rows.map((row) => [Number(row.entry_bar), Number(row.net_pnl)])).toEqual(
    trades.map((trade) => [trade.entry_bar, trade.net_pnl]),
  );
  expect(rows[0]?.entry_time).toBe('2026-01-05T03:00:00Z');

  const equity = rowsOf((await exported(page, /equity by bar \.csv/)).bytes.toString());
  expect(equity.map((row) => Number(row.equity))).toEqual(equity_curve);
  expect(equity[1]?.time).toBe('2026-01-04T23:01:00Z');

  const parquet = await exported(page, /equity by bar \.parquet/);
  expect(parquet.name).toBe('ema_cross-mes-1m-equity.parquet');
  const table = await parquetTable(parquet.bytes);
  expect(table.schema.fields.map((field) => `${field.name} ${String(field.type)}`)).toEqual([
    'bar Int32',
    'time Timestamp<NANOSECOND, UTC>',
    ...['close', 'equity', 'buy_and_hold', 'drawdown'].map((name) => `${name} Float64`),
  ]);
  expect([...(table.getChild('equity') ?? [])]).toEqual(equity_curve);
  expect(table.getChild('time')?.get(1)).toBe(Date.UTC(2026, 0, 4, 23, 1));
});

test('an equity file is data again', async ({ page, site }) => {
  await openWithResult(page, site);
  const { bytes } = await exported(page, /equity by bar \.parquet/);
  await writeScript(
    page,
    'function on_bar(ctx, bar) return bar.drawdown > 0.1 and "buy" or "hold" end',
  );
  await drop(page, 'equity.parquet', bytes);
  await idle(page);
  await expect(page.getByRole('button', { name: 'Data: equity.parquet' })).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('the charts are saved as a picture, away from the Overview too', async ({ page, site }) => {
  await openWithResult(page, site);
  await page.getByRole('tab', { name: /^Trades/ }).click();
  const { name, bytes } = await exported(page, /chart/);
  expect(name).toBe('ema_cross-mes-1m-chart.png');
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  // Width and height of the IHDR chunk.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 802]);
  expect(bytes.length).toBeGreaterThan(20_000);
  await expect(page.locator('.uplot')).toHaveCount(0);
});

test('the report opens by itself without a script, and shows the run', async ({ page, site }) => {
  await openWithResult(page, site);
  const pnl = await netPnl(page).innerText();
  const { name, bytes } = await exported(page, /report/);
  expect(name).toBe('ema_cross-mes-1m-report.html');
  const html = bytes.toString();
  expect(html).not.toContain('<script');
  await page.setContent(html);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'ema_cross.lua on mes-1m.parquet',
  );
  await expect(page.getByText(pnl, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('img')).toHaveCount(3);
  for (const title of ['Metrics', 'Monthly returns', 'Drawdowns', 'Trades: 425', 'Fingerprints']) {
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  }
  await page.screenshot({ path: 'test-output/screenshots/report.png', fullPage: false });
});
