import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page, TestInfo } from '@playwright/test';
import { violations } from './axe.ts';
import { writeBars } from '../worker/written.ts';
import { drop, dropAll, expect, idle, openWithResult, test } from './site.ts';

function zoo(name: string): Buffer {
  return readFileSync(join('tests/fixtures/zoo', name));
}

/** 200 bars each, with other prices. */
const BARS = zoo('comp_snappy.parquet');

/** Writes a folder for the browser to read from the disk. */
function folder(info: TestInfo, files: Record<string, Buffer | string>): string {
  const root = info.outputPath('bars');
  for (const [path, content] of Object.entries(files)) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  }
  return root;
}

function strip(page: Page): Locator {
  return page.getByRole('list', { name: 'Open files' });
}

function dataButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Data:/ });
}

async function chooseFolder(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await dataButton(page).click();
  await page.getByRole('menuitem', { name: /Open a folder/ }).click();
  await (await chooser).setFiles(path);
}

/** A drag of real files and folders from the desktop, which only Chromium's protocol offers. */
async function dragIn(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  }
}

test(
  'files dropped together are labelled by their names and switched by one click',
  { tag: '@firefox' },
  async ({ page, site }) => {
    await openWithResult(page, site);
    await dropAll(page, [
      ['mes_test.parquet', BARS],
      ['mes_train.parquet', BARS],
      ['mes_validation.parquet', BARS],
    ]);
    // That for training first.
    await expect(
      page.getByRole('button', { name: 'Data: mes_train.parquet, train' }),
    ).toBeVisible();
    await idle(page);
    const files = strip(page).getByRole('listitem');
    await expect(files).toHaveText([/^\s*train/, /^\s*validation/, /^\s*test/]);
    await strip(page)
      .getByRole('button', { name: /^validation/ })
      .click();
    await expect(
      page.getByRole('button', { name: 'Data: mes_validation.parquet, validation' }),
    ).toBeVisible();
    await idle(page);
    await expect(page.getByRole('region', { name: 'This run' })).toContainText('200,');
    // Closing the one in use leads to its neighbour, and the last one leaves no strip.
    await strip(page).getByRole('button', { name: 'Close mes_validation.parquet' }).click();
    await expect(page.getByRole('button', { name: 'Data: mes_test.parquet, test' })).toBeVisible();
    await idle(page);
    await strip(page).getByRole('button', { name: 'Close mes_train.parquet' }).click();
    await expect(strip(page)).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  },
);

// Playwright can't hand a folder to Firefox.
test('a folder that is chosen brings its parquet files, labelled by their folders', async ({
  page,
  site,
}, info) => {
  await openWithResult(page, site);
  const root = folder(info, {
    'train/bars.parquet': BARS,
    'test/bars.parquet': BARS,
    _SUCCESS: '',
    'notes.txt': 'none of ours',
  });
  await chooseFolder(page, root);
  await expect(page.getByRole('button', { name: 'Data: bars.parquet, train' })).toBeVisible();
  await idle(page);
  await expect(strip(page).getByRole('listitem')).toHaveText([
    /train\s+bars\/train\/bars\.parquet/,
    /test\s+bars\/test\/bars\.parquet/,
  ]);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a folder that is dragged in brings its parquet files', async ({ page, site }, info) => {
  await openWithResult(page, site);
  const root = folder(info, { 'deep/er/val.parquet': BARS, 'a.parquet': BARS });
  await dragIn(page, [root]);
  await expect(page.getByRole('button', { name: 'Data: a.parquet' })).toBeVisible();
  await idle(page);
  await expect(strip(page).getByRole('listitem')).toHaveText([/validation\s+val/, /a\.parquet/]);
});

test('a folder without data says so, and the data before stays in use', async ({
  page,
  site,
}, info) => {
  await openWithResult(page, site);
  await dragIn(page, [folder(info, { 'readme.md': '# none' })]);
  await expect(page.getByRole('alert')).toContainText('bars can’t be used. No file in this folder');
  await expect(page.getByRole('button', { name: 'Data: mes-1m.parquet' })).toBeVisible();
});

test('files that fail among several are named with their reasons, and the others stay', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await dropAll(page, [
    ['empty.parquet', ''],
    ['page.parquet', '<!doctype html><html>404</html>'],
    ['one.parquet', BARS],
    ['cut.parquet', BARS.subarray(0, 900)],
    ['two.parquet', BARS],
  ]);
  await expect(page.getByRole('button', { name: 'Data: one.parquet' })).toBeVisible();
  await idle(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('empty.parquet can’t be used. The file is empty.');
  await expect(alert).toContainText('page.parquet can’t be used. The file is not parquet');
  await expect(alert).toContainText('cut.parquet can’t be used. The file begins as parquet');
  await expect(strip(page).getByRole('listitem')).toHaveText([/one/, /two/]);
});

test('fifty files at once are all there, and the same one twice is there once', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  const names = Array.from({ length: 50 }, (_, n) => `m${String(n)}.parquet`);
  await dropAll(
    page,
    names.map((name): [string, Buffer] => [name, BARS]),
  );
  await idle(page);
  await expect(strip(page).getByRole('listitem')).toHaveCount(50);
  await page.getByRole('tab', { name: /^Data/ }).click();
  const panel = page.getByRole('tabpanel', { name: /^Data/ });
  await expect(panel.getByRole('listitem').filter({ hasText: 'm49.parquet' })).toContainText(
    '200 rows',
  );
});

test('a file that is deleted after it was opened says so, and comes back when it is dropped again', async ({
  page,
  site,
}, info) => {
  await openWithResult(page, site);
  const root = folder(info, { 'a.parquet': BARS, 'b.parquet': BARS });
  await chooseFolder(page, root);
  await expect(page.getByRole('button', { name: 'Data: a.parquet' })).toBeVisible();
  await idle(page);
  rmSync(join(root, 'b.parquet'));
  await strip(page)
    .getByRole('button', { name: /^b\.parquet/ })
    .click();
  await expect(page.getByRole('alert')).toContainText(
    'b.parquet can’t be used. It was changed, moved',
  );
  await expect(page.getByRole('button', { name: 'Data: a.parquet' })).toBeVisible();
  await expect(strip(page)).toContainText('can’t be read');
  await drop(page, 'b.parquet', BARS);
  await expect(page.getByRole('button', { name: 'Data: b.parquet' })).toBeVisible();
  await idle(page);
  await expect(strip(page).getByRole('listitem')).toHaveCount(2);
});

test('a check that found something leads to the bars on the chart, one after the other', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'zero.parquet', zoo('zero_volume.parquet'));
  await expect(page.getByRole('button', { name: 'Data: zero.parquet' })).toBeVisible();
  await idle(page);
  await page.getByRole('tab', { name: /^Data/ }).click();
  const row = page.getByRole('row', { name: /^Without volume/ });
  const n = Number(await row.getByRole('cell').first().innerText());
  expect(n).toBeGreaterThan(1);
  await row.getByRole('button', { name: /show on the chart/ }).click();
  const bar = page.getByRole('group', { name: 'Places in the data' });
  await expect(bar).toContainText(`1 of ${String(n)}: `);
  const first = await bar.innerText();
  await bar.getByRole('button', { name: 'Next' }).click();
  await expect(bar).toContainText(`2 of ${String(n)}: `);
  await bar.getByRole('button', { name: 'Previous' }).click();
  await expect(bar).toHaveText(first.replaceAll('\n', ' '), { useInnerText: true });
  await bar.getByRole('button', { name: 'Back to Data' }).click();
  await expect(page.getByRole('tab', { name: /^Data/ })).toHaveAttribute('aria-selected', 'true');
});

test('a file is split into train, validation and test, each run on its own bars', async ({
  page,
  site,
}) => {
  await openWithResult(page, site);
  await drop(page, 'mes.parquet', BARS);
  await expect(page.getByRole('button', { name: 'Data: mes.parquet' })).toBeVisible();
  await idle(page);
  await page.getByRole('tab', { name: /^Data/ }).click();
  const panel = page.getByRole('tabpanel', { name: /^Data/ });
  await panel.getByRole('button', { name: 'Split into three' }).click();
  await idle(page);
  await expect(strip(page).getByRole('listitem')).toHaveText([
    /train\s+mes\.parquet\s+0–70 %/,
    /validation\s+mes\.parquet\s+70–85 %/,
    /test\s+mes\.parquet\s+85–100 %/,
  ]);
  await expect(panel).toContainText('bars 0 to 139 of 200');
  await strip(page)
    .getByRole('button', { name: /^validation/ })
    .click();
  await expect(panel).toContainText('bars 140 to 169 of 200');
  await idle(page);
  // The person types another part; the settings tell it.
  await panel.getByRole('combobox', { name: /^Part/ }).selectOption('First bars');
  await panel.getByLabel('Bars', { exact: true }).fill('50');
  await panel.getByRole('button', { name: 'Use this part' }).click();
  await expect(panel).toContainText('bars 0 to 49 of 200');
  await idle(page);
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('region', { name: 'This run' })).toContainText('50,');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

for (const width of [1440, 390]) {
  test.describe(`${String(width)} px`, () => {
    test.use(
      width === 390
        ? { viewport: { width, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' }
        : {},
    );

    test('several files and the checks read well and pass axe', async ({ page, site }) => {
      await openWithResult(page, site);
      await dropAll(page, [
        ['mes_train.parquet', zoo('nan_inf_neg.parquet')],
        ['mes_validation.parquet', zoo('ohlc_inconsistent.parquet')],
        ['three.parquet', zoo('three_symbols_interleaved.parquet')],
      ]);
      await expect(page.getByRole('button', { name: /^Data: mes_train/ })).toBeVisible();
      await expect(strip(page)).toContainText('asks something');
      await idle(page);
      if (width === 390) await page.getByRole('button', { name: 'Results' }).tap();
      await page.getByRole('tab', { name: /^Data/ }).click();
      await expect(page.getByRole('tabpanel', { name: /^Data/ })).toContainText(
        'Impossible prices',
      );
      await page.screenshot({ path: `test-output/screenshots/files-${String(width)}.png` });
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  });
}

/** Bars of a minute from one on, written by no person but by a program that splits its output. */
async function part(first: number, count: number): Promise<Buffer> {
  const at = Array.from({ length: count }, (_, i) => first + i);
  const ts = at.map((bar) => 1_704_186_000_000 + bar * 60_000);
  const blob = writeBars({ ts, close: at.map((bar) => 100 + (bar % 7)), groupRows: 100 });
  return Buffer.from(await blob.arrayBuffer());
}

test('a folder of part files is one file, and files of markets beside them are their own', async ({
  page,
  site,
}, info) => {
  await openWithResult(page, site);
  const root = folder(info, {
    'year/part-00000.parquet': await part(0, 150),
    'year/part-00001.parquet': await part(150, 100),
    'year/_SUCCESS': '',
    'NQ.parquet': BARS,
  });
  await chooseFolder(page, root);
  await expect(page.getByRole('button', { name: /^Data: (NQ|bars\/year)/ })).toBeVisible();
  await idle(page);
  const files = strip(page).getByRole('listitem');
  await expect(files.filter({ hasText: 'bars/year' })).toHaveCount(1);
  await expect(files.filter({ hasText: 'NQ.parquet' })).toHaveCount(1);
  await files.filter({ hasText: 'bars/year' }).getByRole('button').first().click();
  await idle(page);
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByText('250', { exact: true }).first()).toBeVisible();
});
